from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "hulplijn.channels.chat"
    label = "chat"

    def ready(self) -> None:
        from hulplijn.casework.actions import quiet as quiet_visitors
        from hulplijn.channels.chat import guard, live_address, presence, quiet
        from hulplijn.channels.chat.entries import Feedback
        from hulplijn.ledger import kinds
        from hulplijn.plumbing import due

        presence.register()
        live_address.listen()
        kinds.register(Feedback)
        due.register(quiet_visitors.QUIET, quiet.look)
        due.register(guard.DOWN, guard.is_over, long=True)
