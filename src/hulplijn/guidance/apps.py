from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "hulplijn.guidance"
    label = "guidance"

    def ready(self) -> None:
        from hulplijn.casework import closing
        from hulplijn.guidance.checks import questions_of_the_plan

        closing.register(questions_of_the_plan)
