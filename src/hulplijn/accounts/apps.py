from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hulplijn.accounts"
    label = "accounts"
