from django.apps import AppConfig


class Improvement(AppConfig):
    name = "teamaround.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Let papers for meetings be made from reviews and plans, and whoever may read a plan open its numbers."""
        from teamaround.facts import register

        from .paper_parts import let_papers_have_them
        from .queries.measuring import reads

        let_papers_have_them()
        register.readers.append(reads)
