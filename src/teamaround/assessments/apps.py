from django.apps import AppConfig


class Assessments(AppConfig):
    name = "teamaround.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Let assessments go along when two records of a child become one."""
        from teamaround.index.services.following import followers

        from .services.following import FOLLOWERS

        followers.extend(FOLLOWERS)
        _open_links()


def _open_links() -> None:
    """Say what a link to a contribution opens."""
    from teamaround.accounts.guests.opening import Opens, register
    from teamaround.accounts.guests.rules import Kind

    from . import guest_queries
    from .rules.guests import ASKS

    register(
        Kind.CONTRIBUTION,
        Opens(
            "assessments:by_link", ASKS, guest_queries.why_closed_to_guest, guest_queries.is_about_shielded
        ),
    )
