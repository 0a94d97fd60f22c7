from django.apps import AppConfig


class ShiftsConfig(AppConfig):
    name = "hulplijn.shifts"
    label = "shifts"

    def ready(self) -> None:
        from hulplijn.casework import line
        from hulplijn.plumbing import due
        from hulplijn.shifts.actions import closing, dropping, offers, resting

        # The hours stand on the calendar: no time in which no server ran moves them.
        due.register(closing.LOOK, offers.look_at_hours_and_line, long=True)
        due.register(dropping.DROPPED, dropping.dropped)
        due.register(line.CHANGED, lambda key, at: offers.offer_waiting(at=at), together=True)
        due.register(offers.UNANSWERED, lambda key, at: offers.offer_waiting(at=at), together=True)
        due.register(resting.OVER, resting.rest_over)
