from django.apps import AppConfig


class Committees(AppConfig):
    name = "teamaround.committees"
    label = "committees"

    def ready(self) -> None:
        """Let papers tell what came of earlier decisions, and let those who read a paper read its facts."""
        from teamaround.facts.register import readers

        from .progress import let_papers_have_it
        from .queries.papers import stands_in_a_paper

        let_papers_have_it()
        readers.append(stands_in_a_paper)
