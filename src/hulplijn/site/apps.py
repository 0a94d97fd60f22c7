from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hulplijn.site"
    label = "site"

    def ready(self) -> None:
        from hulplijn.content import on_paper
        from hulplijn.site import school

        on_paper.register("school", pdf=school.pdf_of, most=school.most_pages)
