"""A council's own template: loaded, in force before the program's own, and the same for good."""

from argparse import Namespace

import pytest

from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.committees import commands
from teamaround.committees.models import PaperTemplate
from teamaround.committees.queries import papers as queries
from teamaround.committees.queries.templates import forget_read, offered
from teamaround.committees.services.templates import load_template
from teamaround.kernel.refusal import Refusal

from .papers import begins, cabinet

pytestmark = pytest.mark.django_db
OURS = """
key = "council_report"
version = "ashby.1"
title = "Ashby report"
language = "en-GB"
asks = "{body} is invited to"
in_force_from = 2026-01-01
part = [
  { key = "title", heading = "Title", kind = "title", need = "required" },
  { key = "introduction", heading = "Why", kind = "words", need = "required" },
  { key = "recommendations", heading = "What we ask", kind = "recommendations", need = "required" },
]
"""
TEXTS = ("item_number", "report_by", "consultation", "financial", "legal", "equality", "signature", "annexes", "contact", "dated")  # fmt: skip


@pytest.fixture(autouse=True)
def read_anew():
    yield
    forget_read()


def loads(world, text=OURS, code="901", **more):
    with acting(setting_up(), now=world.now) as by:
        return load_template(text=text, authority_code=code, by=by, now=world.now, **more)


def test_a_paper_begins_with_the_councils_own_and_keeps_it(world, keeper):
    code = _code(world)
    loads(world, code=code, dry_run=True)
    assert not PaperTemplate.objects.exists()
    loads(world, code=code)
    assert offered(world.ashby, on=world.today)[0].version == "ashby.1"
    assert offered(world.brindle, on=world.today)[0].version == "2026.1"
    paper = begins(world, keeper, cabinet(world, keeper), **{part: "" for part in TEXTS})
    document = queries.document(paper, queries.whole(paper), on=world.today)
    assert document.sections[-1].blocks[0].pieces[0].words == "Cabinet is invited to:"
    with pytest.raises(Refusal, match="says something else"):
        loads(world, OURS.replace("Why", "Wherefore"), code=code)
    loads(world, OURS.replace("2026-01-01", "2027-01-01"), code=code)
    assert offered(world.ashby, on=world.today)[0].version == "2026.1"


def _code(world):
    from teamaround.agencies.models import Authority

    return Authority.objects.get(pk=world.ashby).code


def test_the_commands_say_what_is_wrong_and_what_there_is(world, tmp_path, capsys):
    file = tmp_path / "ours.toml"
    file.write_text(OURS.replace('kind = "title"', 'kind = "poem"'))
    chosen = Namespace(file=str(file), authority=_code(world), dry_run=False)
    assert commands._load(chosen) == 1 and "kind 'title'" in capsys.readouterr().err
    file.write_text(OURS)
    assert (
        commands._load(chosen) == 0
        and "Ashby report, version ashby.1, is loaded: 3 parts." in capsys.readouterr().out
    )
    assert commands._list(chosen) == 0 and "council_report 2003.1" in capsys.readouterr().out
    with pytest.raises(Refusal, match="no file"):
        commands._load(Namespace(file=str(tmp_path / "none.toml"), authority="901", dry_run=True))


def test_a_version_of_the_programs_own_and_a_strange_authority_are_refused(world):
    with pytest.raises(Refusal, match="comes with the program"):
        loads(world, OURS.replace("ashby.1", "2026.1"), code=_code(world))
    with pytest.raises(Refusal, match="no authority"):
        loads(world, code="none")
