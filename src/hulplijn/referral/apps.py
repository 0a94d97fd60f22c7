from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "hulplijn.referral"
    label = "referral"

    def ready(self) -> None:
        from hulplijn.casework import closing
        from hulplijn.ledger import kinds
        from hulplijn.plumbing import due
        from hulplijn.privacy import holders
        from hulplijn.referral import sending
        from hulplijn.referral.checks import question_of_referral
        from hulplijn.referral.entries import NobodyNamed, ReferralState
        from hulplijn.referral.handing import SENDING
        from hulplijn.referral.holders import HOLDERS

        due.register(SENDING, sending.send_due, slow=True)
        kinds.register(ReferralState)
        kinds.register(NobodyNamed)
        closing.register(question_of_referral)
        holders.register(*HOLDERS)
