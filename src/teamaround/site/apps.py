from django.apps import AppConfig


class Site(AppConfig):
    name = "teamaround.site"
    label = "site"

    def ready(self) -> None:
        """Say what can be counted."""
        from .measures import wire

        wire()
