from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "hulplijn.referral"
    label = "referral"
