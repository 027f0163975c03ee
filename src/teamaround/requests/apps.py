from django.apps import AppConfig


class Requests(AppConfig):
    name = "teamaround.requests"
    label = "requests"

    def ready(self) -> None:
        """Say what a request's link opens; requests go along when two records of a child become one."""
        from teamaround.accounts.guests.opening import Opens, register
        from teamaround.accounts.guests.rules import Kind
        from teamaround.index.services.following import followers

        from . import queries
        from .following import FOLLOWERS
        from .rules.asking import ASKS

        register(Kind.REQUEST, Opens("requests:by_link", ASKS, queries.why_closed, queries.is_about_shielded))
        followers.extend(FOLLOWERS)
