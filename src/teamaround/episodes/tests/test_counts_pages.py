"""smoke"""

import pytest

pytestmark = pytest.mark.django_db


def test_smoke(world, episode, sign_in):
    for who in ("councillor",):
        client = sign_in(who)
        for path in (
            "/counts/",
            "/counts/joined/",
            "/counts/ended/",
            "/counts/file/",
            "/counts/looking-again/",
        ):
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.content.decode()[-2000:])
    from teamaround.accounts import services as accounts
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import Duty, setting_up

    w = world.everything
    with acting(setting_up(), now=w.now) as by:
        accounts.grant(
            account_id=w.account["senco"].pk, duty=Duty.SEE_COUNTS, starts_on=w.today, by=by, now=w.now
        )
    client = sign_in("senco")
    from teamaround.episodes.rules.counts import COUNTS

    for path in [
        "/counts/",
        "/counts/file/",
        "/counts/looking-again/",
        *(f"/counts/{key}/" for key in COUNTS),
        "/counts/on-time/?which=others",
        "/counts/ended/?reason=needs_met",
    ]:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.content.decode()[-2000:])
