from django.apps import AppConfig


class Index(AppConfig):
    name = "teamaround.index"
    label = "index"

    def ready(self) -> None:
        """Keep the look-up keys in step with what people record."""
        from teamaround.people import changes

        from .keeping import keep_keys

        changes.listeners.append(keep_keys)
