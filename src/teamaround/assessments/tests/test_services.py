"""What people do with an assessment, on a real database."""

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments import queries, services
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.states import State
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.tests.world import NOW, acts, agreement, world  # noqa: F401
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing.agreeing import record_agreement

pytestmark = pytest.mark.django_db
SAYS = Box("child_says")


def refused(call, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(**kwargs)
    return refusal.value.code


@pytest.fixture
def begun(world):  # noqa: F811
    with opened(world.asha):
        return services.begin(child_id=world.child_id, by=world.asha, now=NOW)


def agree(world, *who, **more):  # noqa: F811
    with opened(world.asha):
        return record_agreement(child_id=world.child_id, by=world.asha, now=NOW, **agreement(*who, **more))


def test_beginning(world, begun):  # noqa: F811
    with opened(world.asha):
        assert begun.state == State.BEGUN and begun.form_version == "2026.1"
        assert acts()[-1] == "assessments.begun"
        assert queries.open_one(world.child_id) == begun
