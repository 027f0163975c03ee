"""Copies for paper: tagged, titled, in order, in any script, out of nothing but what is ours."""

import builtins
import io
import logging

import pytest
from PIL import Image
from tests import papers

from teamaround.design import pdf, words
from teamaround.design.paper import Copy
from teamaround.design.pdf import NotMade, tagged


class Keeps(logging.Handler):
    def __init__(self, kept):
        super().__init__()
        self.emit = kept.append


PAGE = '<!DOCTYPE html><html lang="en-GB"><head><title>The plan</title></head><body><main>{}</main></body></html>'


def made(inside, **pictures):
    return papers.read(tagged(PAGE.format(inside), pictures=pictures))


def test_a_copy_says_what_it_is_and_has_its_tags_in_order():
    paper = made(
        "<h1>The plan</h1><p>First.</p><h2>Who</h2><ul><li>Cara</li><li>Asha</li></ul>"
        '<table><tr><th scope="row">When</th><td>Monday</td></tr></table><p>Last.</p>'
    )
    assert (paper.title, paper.language, paper.says_ua) == ("The plan", "en-GB", True)
    wanted = ["H1", "P", "H2", "L", "LI", "LI", "Table", "TR", "TH", "TD", "P"]
    assert [tag for tag in paper.tags if tag in set(wanted)] == wanted
    assert papers.in_order(
        paper.words, "The plan", "First.", "Who", "Cara", "Asha", "When", "Monday", "Last."
    )


def test_of_the_sheet_beneath_ours_only_footnotes_are_left_out():
    from weasyprint.html import UA

    kept = pdf._of_use(UA)
    assert "\nli::marker {" in kept and "::footnote" not in kept and "::note" not in kept
    assert len(kept.splitlines()) == len(UA.splitlines()) - 5


def test_a_picture_has_its_words():
    drawn = io.BytesIO()
    Image.new("RGB", (300, 200), "orange").save(drawn, "JPEG")
    paper = made(
        '<img src="picture:I-1" alt="My house" width="300" height="200">', **{"I-1": drawn.getvalue()}
    )
    assert paper.pictures == ["My house"]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "picture:I-2", "x.css"]
)
def test_a_copy_asks_nobody_for_anything(address):
    with pytest.raises(RuntimeError, match="not its own"):
        made(f'<p>Words</p><img src="{address}" alt="x">')


def test_letters_that_run_the_other_way_and_little_pictures_do_no_harm(monkeypatch):
    logged = []
    monkeypatch.setattr(logging.getLogger(), "handlers", [Keeps(logged)])
    paper = made(f"<h1>Żółć and Łukasz</h1>{words.on_paper('مرحبا بكم')}<p>Play 🙂 more</p>")
    assert "Żółć and Łukasz" in paper.words and "Play" in paper.words and "more" in paper.words
    assert "slightly smiling face" in paper.words or "🙂" in paper.words
    assert not logged  # what people wrote is in no log


def test_a_little_picture_without_a_font_is_named_and_what_joins_two_is_left_out():
    assert pdf._in_words("a 🙂\u200d b", {"🙂", "\u200d"}) == "a [slightly smiling face] b"


def test_letters_that_cannot_be_drawn_are_told_of_and_never_printed_as_boxes():
    nobody_has_it = "\U00010a60"  # old South Arabian
    with pytest.raises(NotMade, match="fonts-noto-core fonts-noto-cjk "):
        made(f"<p>{nobody_has_it}</p>")


def test_without_pango_it_says_what_to_install(monkeypatch):
    truly = builtins.__import__

    def lacking(name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return truly(name, *rest)

    pdf._press.cache_clear()
    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(NotMade, match="apt-get install libpango"):
        made("<p>Words</p>")
    monkeypatch.undo()
    assert made("<p>Words</p>").words.startswith("Words")  # once it is there, no restart is needed


def test_each_paragraph_runs_the_way_of_its_words():
    assert words.on_paper("Hello\n\nשלום <b>") == '<p>Hello</p>\n<p dir="rtl">שלום &lt;b&gt;</p>'
    assert [words.way(text) for text in ("", "12 مرحبا", "12 a مرحبا")] == ["ltr", "rtl", "ltr"]


def test_the_addresses_of_a_copy():
    asked = Copy("t", page="/p/?child=C-1", pdf="/p.pdf", back="/", file_name="plan")
    assert (asked.at(), asked.at(large=True)) == ("/p/?child=C-1", "/p/?child=C-1&letters=large")
    assert asked.at(pdf=True, large=True) == "/p.pdf?letters=large"
