from django.apps import AppConfig


class ShiftsConfig(AppConfig):
    name = "hulplijn.shifts"
    label = "shifts"

    def ready(self) -> None:
        from hulplijn.casework import line
        from hulplijn.plumbing import due
        from hulplijn.shifts.actions import dropping, offers, resting

        due.register(dropping.DROPPED, dropping.dropped)
        due.register(line.CHANGED, lambda key, at: offers.offer_waiting(at=at))
        due.register(offers.UNANSWERED, lambda key, at: offers.offer_waiting(at=at))
        due.register(resting.OVER, resting.rest_over)
