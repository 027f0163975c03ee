"""Keys and likenesses are made anew for whoever has none of this version; stopped, it goes on."""

import pytest

from teamaround.accounts.door import acting
from teamaround.audit.models import Entry
from teamaround.index.models import Crowded, Key, Likeness
from teamaround.index.services import rekeying

from .two_records import second_record

pytestmark = pytest.mark.django_db


def kept():
    return set(Key.objects.values_list("child_id", "key", "is_hidden")), dict(
        Likeness.objects.values_list("child_id", "version")
    )


def test_stopped_it_goes_on_and_all_is_as_it_was(world, monkeypatch):
    second_record(world)
    monkeypatch.setattr(rekeying, "AT_ONCE", 1)

    def stop(done):
        raise KeyboardInterrupt

    with acting(world.viewer("index"), now=world.now):
        before = kept()
        Crowded.objects.create(kind="door", value="ZX11AA/1")
    rekeying.begin_anew()
    with pytest.raises(KeyboardInterrupt):
        rekeying.rekey(progress=stop)
    many = rekeying.rekey(progress=lambda done: None)
    with acting(world.viewer("index"), now=world.now):
        assert kept() == before
        assert many == len(before[1]) - 1
        assert not Crowded.objects.exists()
    assert rekeying.rekey(progress=lambda done: None) == 0
    assert Entry.objects.filter(act="index.rekeyed").count() == len(before[1])
