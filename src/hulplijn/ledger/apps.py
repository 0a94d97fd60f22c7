from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "hulplijn.ledger"
    label = "ledger"
