from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hulplijn.accounts"
    label = "accounts"

    def ready(self) -> None:
        from hulplijn.accounts import slowing
        from hulplijn.plumbing import due

        due.register(slowing.FORGET, slowing.forget, long=True)
