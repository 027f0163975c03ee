"""Which installation a command is about: real work, the demo county, or the tests' own."""

from __future__ import annotations

import os

from teamaround.embedded import (
    BENCH,
    DEMO,
    DIRECTORY_BENCH,
    MATCH_BENCH,
    PLANS_BENCH,
    SITE,
    Problem,
    running,
    serving,
    state_base,
    state_folder,
)

INVENTED = (DEMO, BENCH, MATCH_BENCH, DIRECTORY_BENCH, PLANS_BENCH)


def choose(named: str | None) -> str:
    """The installation that was named; else the one that is served; else the one that is there."""
    if named:
        return named
    if os.environ.get("TEAMAROUND_INSTALLATION"):
        return os.environ["TEAMAROUND_INSTALLATION"]
    if os.environ.get("DATABASE_URL"):
        return SITE
    served = [name for name in (SITE, DEMO) if serving.who(state_base() / name)]
    if len(served) > 1:
        raise Problem(
            f"The site and the demo county are both running. Say which: --on {SITE} or --on {DEMO}."
        )
    if served:
        return served[0]
    made = [name for name in (SITE, DEMO) if (state_base() / name / "connections.json").exists()]
    return made[0] if len(made) == 1 else SITE


def enter(name: str) -> None:
    """Make the installation the one that settings are read for.

    Only `site` may use DATABASE_URL: invented people never go into somebody's database.
    """
    os.environ["TEAMAROUND_INSTALLATION"] = name
    os.environ.pop("TEAMAROUND_DEMO", None)
    if name in INVENTED:
        os.environ["TEAMAROUND_DEMO"] = "1"
    if name != SITE:
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("DATABASE_APP_URL", None)


def bring_up(name: str, *, say: running.Say) -> running.Running:
    """The installation's database, up, with its connections where Django's settings look."""
    enter(name)
    database = running.start(state_folder(name), say=say)
    database.connections.pass_on(os.environ)
    return database


def set_up_django() -> None:
    """Load settings and models. Imports most of the program, so it comes late."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teamaround.site.settings")
    import django

    django.setup()
