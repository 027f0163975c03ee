"""Somebody who keeps reviews and plans."""

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up


@pytest.fixture
def keeper(world):
    """Dot Vale keeps them."""
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=world.today, by=by,
            now=world.now,
        )  # fmt: skip
    return world.viewer("data")
