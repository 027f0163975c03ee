from django.apps import AppConfig


class Improvement(AppConfig):
    name = "teamaround.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Let papers be made from reviews and plans, decisions become actions, and readers of a plan open its numbers."""
        from teamaround.committees import onward
        from teamaround.facts import register

        from .decisions import AS_AN_ACTION
        from .paper_parts import let_papers_have_them
        from .queries.measuring import reads

        let_papers_have_them()
        register.readers.append(reads)
        onward.register(AS_AN_ACTION)
