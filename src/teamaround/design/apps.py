from django.apps import AppConfig


class Design(AppConfig):
    name = "teamaround.design"
    label = "design"

    def ready(self) -> None:
        """Let everything that is said be looked up in Django's catalogues."""
        from django.utils import translation

        from teamaround.kernel import tongue

        tongue.speak_with(one=translation.gettext, counted=translation.ngettext)
