from django.apps import AppConfig


class Improvement(AppConfig):
    name = "teamaround.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Let papers for meetings be made from reviews and plans."""
        from .paper_parts import let_papers_have_them

        let_papers_have_them()
