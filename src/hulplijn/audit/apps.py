from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hulplijn.audit"
    label = "audit"
