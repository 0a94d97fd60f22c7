from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "hulplijn.workspace"
    label = "workspace"

    def ready(self) -> None:
        from hulplijn.content import on_paper
        from hulplijn.workspace.queries import guides

        on_paper.register("guides", pdf=guides.pdf_of, most=guides.most_pages)
