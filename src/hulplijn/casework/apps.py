from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "hulplijn.casework"
    label = "casework"

    def ready(self) -> None:
        from hulplijn.casework import closing
        from hulplijn.casework.actions import blocking, coming_back, desk, handing_over, retention, snoozing
        from hulplijn.casework.entries import ContactClosed
        from hulplijn.casework.holders import HOLDERS
        from hulplijn.ledger import kinds
        from hulplijn.plumbing import due
        from hulplijn.privacy import holders

        due.register(coming_back.FORGET, coming_back.forget_wrong_codes, long=True)
        kinds.register(ContactClosed)
        holders.register(*HOLDERS)
        closing.register(closing.fields_that_must_be_chosen)
        due.register(handing_over.UNANSWERED, handing_over.handover_unanswered)
        due.register(snoozing.OVER, snoozing.snooze_over, long=True)
        due.register(retention.ROUND, retention.daily_round, long=True)
        due.register(desk.OVER, desk.request_over, long=True)
        due.register(blocking.OVER, blocking.block_over, long=True)
