from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "hulplijn.referral"
    label = "referral"

    def ready(self) -> None:
        from hulplijn.ledger import kinds
        from hulplijn.referral.entries import ReferralState

        kinds.register(ReferralState)
