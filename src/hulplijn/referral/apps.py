from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "hulplijn.referral"
    label = "referral"

    def ready(self) -> None:
        from hulplijn.ledger import kinds
        from hulplijn.privacy import holders
        from hulplijn.referral.entries import ReferralState
        from hulplijn.referral.holders import HOLDERS

        kinds.register(ReferralState)
        holders.register(*HOLDERS)
