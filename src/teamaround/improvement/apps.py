from django.apps import AppConfig


class Improvement(AppConfig):
    name = "teamaround.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Let papers be made from reviews and plans, decisions become actions or amendments,
        owners come by link, and readers of a plan open its numbers."""
        from teamaround.accounts.guests.opening import Opens
        from teamaround.accounts.guests.opening import register as opens
        from teamaround.accounts.guests.rules import Kind
        from teamaround.committees import onward
        from teamaround.facts import register

        from .decisions import AS_AN_ACTION, AS_AN_AMENDMENT
        from .paper_parts import let_papers_have_them
        from .queries import asking
        from .queries.measuring import reads
        from .rules.asking import ASKS, SEES

        opens(
            Kind.UPDATE,
            Opens("improvement:asked", ASKS, asking.why_closed, asking.hides_agency, asking.adds, SEES),
        )
        let_papers_have_them()
        register.readers.append(reads)
        onward.register(AS_AN_ACTION)
        onward.register(AS_AN_AMENDMENT)
