from django.apps import AppConfig


class ServerConfig(AppConfig):
    name = "hulplijn.server"
    label = "server"
