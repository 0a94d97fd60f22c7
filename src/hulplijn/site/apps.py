from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hulplijn.site"
    label = "site"
