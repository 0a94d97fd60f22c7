"""What goes with what: which reasons sound alike, who comes for them, where it happens, who helps. Pure.

All of it is synthetic, to make the sample lifelike.
"""

from __future__ import annotations

THEMES = {
    "sextortion_financial": "sextortion",
    "sextortion_sexual": "sextortion",
    "sextortion_criminal": "sextortion",
    "sextortion_mail_bluff": "identity",
    "ncii_spread": "images",
    "ncii_threat_no_demand": "images",
    "deepfake_sexual": "images",
    "csam_self_in_image": "images",
    "csam_found": "images",
    "grooming": "contact",
    "online_sexual_harassment": "contact",
    "sexting_advice": "contact",
    "cyberbullying": "violence",
    "cyberstalking": "violence",
    "threat_nonsexual": "violence",
    "exposing_doxing": "violence",
    "hate_discrimination": "violence",
    "game_toxicity": "violence",
    "impersonation_fake_profile": "identity",
    "account_hacked": "identity",
    "scam_fraud": "identity",
    "personal_data_misuse": "identity",
    "harmful_content_seen": "other",
    "own_behaviour_worry": "other",
    "prevention_info": "other",
    "technical_settings": "other",
    "other": "other",
    "unknown": "other",
}

AGES_LIKED = {
    "sextortion": {"under_5": 0.02, "5_11": 0.3, "12_18": 1.5, "19_25": 2.2, "26_plus": 0.8},
    "images": {"under_5": 0.3, "5_11": 0.7, "12_18": 1.3, "19_25": 1.3, "26_plus": 0.9},
    "contact": {"under_5": 1.0, "5_11": 3.0, "12_18": 2.0, "19_25": 0.8, "26_plus": 0.6},
    "violence": {"under_5": 0.5, "5_11": 2.0, "12_18": 1.3, "19_25": 0.7},
    "identity": {"under_5": 0.3, "5_11": 0.5, "12_18": 0.5, "19_25": 0.7, "26_plus": 1.9},
    "other": {"under_5": 6.0, "5_11": 2.0, "12_18": 0.8, "19_25": 0.6},
}
ROLES = {
    "under_5": {"parent": 72, "care_professional": 12, "sibling_family": 10, "teacher": 6},
    "5_11": {"parent": 66, "teacher": 18, "care_professional": 8, "sibling_family": 8},
    "12_18": {"victim": 68, "parent": 19, "friend_partner": 5, "teacher": 5, "care_professional": 3},
    "19_25": {"victim": 86, "friend_partner": 8, "parent": 4, "sibling_family": 2},
    "26_plus": {"victim": 88, "friend_partner": 7, "sibling_family": 3, "police_professional": 2},
    "unknown": {"victim": 62, "bystander": 10, "friend_partner": 8, "other": 5, "unknown": 15},
}
OUTCOMES = {"advice_given": 74, "listening_only": 13, "ended_by_client": 10, "unknown": 3}

MET_ON = {
    "instagram": 38,
    "snapchat": 20,
    "tinder": 8,
    "facebook": 9,
    "tiktok": 7,
    "telegram": 4,
    "discord": 4,
    "grindr": 3,
    "omegle_like": 3,
    "dating_other": 4,
}
MOVED_TO = {"snapchat": 36, "whatsapp": 32, "telegram": 16, "instagram": 10, "signal": 3, "discord": 3}
PLATFORMS = {
    "images": {
        "telegram": 24,
        "instagram": 20,
        "snapchat": 18,
        "whatsapp": 12,
        "tiktok": 6,
        "x": 5,
        "pornhub": 5,
        "xvideos": 3,
        "facebook": 4,
        "website_host": 3,
    },
    "contact": {
        "instagram": 24,
        "snapchat": 24,
        "tiktok": 12,
        "whatsapp": 12,
        "roblox": 8,
        "discord": 10,
        "facebook": 10,
    },
    "violence": {
        "instagram": 22,
        "whatsapp": 22,
        "snapchat": 16,
        "tiktok": 14,
        "facebook": 12,
        "x": 6,
        "discord": 5,
        "fortnite": 3,
    },
    "identity": {
        "instagram": 30,
        "facebook": 24,
        "whatsapp": 18,
        "marktplaats": 8,
        "email": 10,
        "tiktok": 5,
        "vinted": 3,
        "sms": 2,
    },
    "other": {
        "tiktok": 26,
        "youtube": 18,
        "instagram": 20,
        "snapchat": 14,
        "roblox": 10,
        "whatsapp": 8,
        "discord": 4,
    },
}
PARTS = {
    "images": {"published_on": 80, "threatened_on": 20},
    "contact": {"contact_made_on": 100},
    "violence": {"published_on": 45, "threatened_on": 55},
    "identity": {"published_on": 60, "contact_made_on": 40},
    "other": {"published_on": 60, "contact_made_on": 40},
}
BESIDE = {
    "sextortion": {"ncii_spread": 30, "impersonation_fake_profile": 25, "grooming": 20, "account_hacked": 15},
    "images": {"cyberbullying": 35, "exposing_doxing": 30, "threat_nonsexual": 20, "cyberstalking": 15},
    "contact": {"grooming": 20, "ncii_spread": 30, "cyberstalking": 30, "sexting_advice": 20},
    "violence": {"cyberbullying": 40, "impersonation_fake_profile": 30, "hate_discrimination": 30},
    "identity": {"personal_data_misuse": 50, "scam_fraud": 50},
    "other": {"prevention_info": 50, "technical_settings": 50},
}

ASKED_AWAY = {
    "sextortion": {"offender_account": 76, "message": 9, "image": 10, "video": 5},
    "images": {"image": 52, "video": 30, "search_result": 9, "fake_account": 9},
    "identity": {"fake_account": 88, "personal_details": 12},
    "violence": {"personal_details": 55, "message": 45},
}
"""What a removal request is about. Other themes have none."""
ASKED_AWAY_OF_MINORS = {
    "sextortion": {"offender_account": 90, "message": 10},
    "images": {"offender_account": 60, "fake_account": 40},
    "identity": {"fake_account": 100},
    "violence": {"message": 60, "personal_details": 40},
}
"""Without images: one of somebody who may be a minor goes to the hotline."""

PARTNERS = {
    "sextortion": {
        "police_report": 34,
        "slachtofferhulp": 12,
        "csg": 12,
        "gp": 10,
        "mental_health": 8,
        "113": 4,
        "fier": 6,
        "school_confidant": 5,
        "fraudehelpdesk": 3,
        "stopncii": 4,
        "kindertelefoon": 2,
    },
    "images": {
        "police_report": 24,
        "stopncii": 14,
        "csg": 14,
        "slachtofferhulp": 12,
        "take_it_down": 6,
        "meldpunt_kinderporno": 8,
        "lawyer_legal_aid": 6,
        "fier": 6,
        "gp": 4,
        "mental_health": 6,
    },
    "contact": {
        "csg": 24,
        "police_report": 18,
        "fier": 10,
        "veilig_thuis": 8,
        "kindertelefoon": 8,
        "school_confidant": 8,
        "mental_health": 8,
        "gp": 6,
        "stop_it_now": 2,
    },
    "violence": {
        "police_report": 26,
        "school_confidant": 18,
        "slachtofferhulp": 16,
        "lawyer_legal_aid": 8,
        "kindertelefoon": 8,
        "mental_health": 10,
        "gp": 6,
        "veilig_thuis": 4,
        "113": 2,
    },
    "identity": {
        "platform_own_form": 30,
        "fraudehelpdesk": 28,
        "police_report": 22,
        "lawyer_legal_aid": 6,
        "slachtofferhulp": 6,
        "other": 4,
    },
    "other": {
        "other": 14,
        "gp": 12,
        "mental_health": 14,
        "kindertelefoon": 12,
        "stop_it_now": 4,
        "school_confidant": 10,
        "platform_own_form": 12,
        "veilig_thuis": 4,
    },
}

SELF_CHECK_REASONS = {
    "sextortion_financial": 34,
    "sextortion_sexual": 9,
    "sextortion_criminal": 2,
    "sextortion_mail_bluff": 9,
    "ncii_spread": 11,
    "ncii_threat_no_demand": 6,
    "impersonation_fake_profile": 8,
    "account_hacked": 7,
    "scam_fraud": 6,
    "cyberbullying": 5,
    "other": 3,
}
SELF_CHECK_AGES = {
    "12_15": 9,
    "16_17": 13,
    "18": 8,
    "19_25": 27,
    "26_34": 18,
    "35_44": 9,
    "45_54": 6,
    "55_64": 3,
    "65_plus": 1,
    "unknown": 6,
}
