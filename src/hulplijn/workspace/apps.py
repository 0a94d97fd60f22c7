from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "hulplijn.workspace"
    label = "workspace"
