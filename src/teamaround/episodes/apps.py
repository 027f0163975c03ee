from django.apps import AppConfig


class Episodes(AppConfig):
    name = "teamaround.episodes"
    label = "episodes"

    def ready(self) -> None:
        """Let an assessment, as it is read, end with what was agreed to do."""
        from teamaround.assessments.pages import appendices

        from .pages.plan import as_appendix

        appendices.adders.append(as_appendix)
