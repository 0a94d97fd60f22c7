from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "hulplijn.guidance"
    label = "guidance"

    def ready(self) -> None:
        from hulplijn.casework import closing
        from hulplijn.guidance.checks import question_of_risk, questions_of_the_plan
        from hulplijn.guidance.holders import HOLDERS
        from hulplijn.privacy import holders

        closing.register(question_of_risk)
        from hulplijn.guidance import selfcheck
        from hulplijn.plumbing import due

        due.register(selfcheck.FORGET, selfcheck.forget, long=True)
        closing.register(questions_of_the_plan)
        holders.register(*HOLDERS)
