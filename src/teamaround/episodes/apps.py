from django.apps import AppConfig


class Episodes(AppConfig):
    name = "teamaround.episodes"
    label = "episodes"

    def ready(self) -> None:
        """Let an assessment end with what was agreed to do, and plans go along when records are joined."""
        from teamaround.assessments.pages import appendices
        from teamaround.index.services.following import followers

        from .pages.plan import as_appendix
        from .services.following import FOLLOWERS

        appendices.adders.append(as_appendix)
        followers.extend(FOLLOWERS)
