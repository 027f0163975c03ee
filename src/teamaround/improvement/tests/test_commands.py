"""What a report seems to recommend, from the command line."""

import json
from argparse import Namespace

import pytest

from teamaround.improvement import commands
from teamaround.kernel.refusal import Refusal

from .reports import TEXT, a_pdf


def test_a_report_is_told_in_words_and_as_json(tmp_path, capsys):
    text, pdf = tmp_path / "report.txt", tmp_path / "report.pdf"
    text.write_text(TEXT)
    assert commands._run(Namespace(report=text, json=False)) == 0
    said = capsys.readouterr().out
    assert (
        "(no label) tell children and young people what was found\n  to: The local partnership; by: immediate"
        in said
    )
    assert "by: 2027-03-31" in said
    pdf.write_bytes(a_pdf(("Recommendations", "1. The council should tell children what was found.")))
    assert commands._run(Namespace(report=pdf, json=True)) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["label"], told["page"], told["addressee"]) == ("1", 1, "The council")
    with pytest.raises(Refusal, match="cannot be opened"):
        commands._run(Namespace(report=tmp_path / "none.pdf", json=False))
