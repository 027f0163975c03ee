from django.apps import AppConfig


class Family(AppConfig):
    name = "teamaround.family"
    label = "family"

    def ready(self) -> None:
        """Say what a family's link opens; their pages go along when two records of a child become one."""
        from teamaround.accounts.guests.opening import Opens, register
        from teamaround.accounts.guests.rules import Kind
        from teamaround.index.services.following import followers

        from . import queries
        from .following import FOLLOWERS
        from .rules import ASKS

        register(Kind.FAMILY, Opens("family:plan", ASKS, queries.why_closed, queries.is_about_shielded))
        followers.extend(FOLLOWERS)
