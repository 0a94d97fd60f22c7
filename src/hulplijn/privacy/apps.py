from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "hulplijn.privacy"
    label = "privacy"

    def ready(self) -> None:
        from hulplijn.plumbing import doctor, due
        from hulplijn.privacy import checks, copies, erasure, keys, renewal

        keys.listen()
        due.register(erasure.ERASE, erasure.go_on, long=True)
        due.register(erasure.FINAL, erasure.look_whether_final, long=True)
        due.register(renewal.NIGHT, renewal.night, long=True)
        due.register(copies.OVER, copies.copy_over, long=True)
        doctor.register("keys", checks.key_check, asks_database=True)
        doctor.register("key copies", checks.copy_check, asks_database=True)
