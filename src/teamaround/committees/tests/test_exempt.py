"""What is not for publication reaches no public page, PDF or Word document, whatever is done with the paper."""

import ast
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from tests.papers import read

from teamaround.accounts.door import acting
from teamaround.committees import figures
from teamaround.committees.models import PaperVersion
from teamaround.committees.queries import public
from teamaround.committees.rules.document import Figure
from teamaround.committees.services import papers
from teamaround.kernel.refusal import Refusal

from .papers import begins, cabinet, makes_copies, publishes, signs, whole_copy, writes

pytestmark = pytest.mark.django_db
SECRET = "Quillon asks for 910 pounds"
FIGURE = Figure("F-7K2MQ9XDT", "Price asked by Quillon", "910", "30 November 2026")


@pytest.fixture
def paper(world, keeper, monkeypatch):
    """A paper with a part under paragraph 3, and a public table, number and list."""
    monkeypatch.setattr(figures, "find", lambda refs, **_: {FIGURE.ref: FIGURE} if FIGURE.ref in refs else {})
    made = begins(
        world, keeper, cabinet(world, keeper), exempt=f"{SECRET}.\n\nThat is [fact F-7K2MQ9XDT].",
        findings="# Where\n| Area | Waiting |\n| North | 4 |\n\n- sooner", conclusion="See [paragraph 8].",
    )  # fmt: skip
    with acting(keeper, now=world.now):
        papers.withhold(
            ref=made.ref,
            part="exempt",
            paragraph=3,
            because="The price is being agreed",
            by=keeper,
            now=world.now,
        )
    made.refresh_from_db()
    return made


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as told:
        return "".join(told.read(name).decode("utf-8", "replace") for name in told.namelist())


def test_no_exempt_word_is_in_any_public_form(world, keeper, paper, client, sign_in):
    signs(world, keeper, paper)
    publishes(world, keeper, paper)
    number = paper.version
    page = client.get(f"/published/{paper.ref}/").content.decode()
    makes_copies()
    pdf = read(client.get(f"/published/{paper.ref}/{number}.pdf").content)
    word = client.get(f"/published/{paper.ref}/{number}.docx")
    for told in (page, pdf.words, unzipped(word.content), str(vars(public.published(paper.ref).document))):
        assert "Quillon" not in told and "910" not in told and "being agreed" not in told
        assert "Schedule 12A" in told
    assert (
        pdf.title == "How children are helped"
        and pdf.says_ua
        and "Table" in pdf.tags
        and pdf.language == "en-GB"
    )
    whole = sign_in("data").get(f"/papers/{paper.ref}/preview/").content.decode()
    assert SECRET in whole and "Price asked by Quillon" in whole
    assert "Quillon" not in str(PaperVersion.objects.get(paper=paper, number=number).texts)


def test_what_will_be_public_is_read_before_it_is(world, keeper, paper, client, sign_in):
    signs(world, keeper, paper)
    dot, at = sign_in("data"), f"/papers/{paper.ref}/preview/public/"
    assert at in dot.get(f"/papers/{paper.ref}/publish/").content.decode()
    before = dot.get(at).content.decode()
    assert "Quillon" not in before and "910" not in before and "Schedule 12A" in before
    assert (
        "It is not published yet." in before and "Open as PDF" not in before and "Open in Word" not in before
    )
    for who in ("councillor", "senco", "neighbour"):
        assert sign_in(who).get(at).status_code in (403, 404)
    publishes(world, keeper, paper)
    after = client.get(f"/published/{paper.ref}/").content.decode()
    assert before.partition("<article>")[2].partition("</article>")[0] in after


def test_a_correction_withholds_a_part_from_what_was_published_before(world, keeper, paper, client):
    signs(world, keeper, paper)
    publishes(world, keeper, paper)
    first = paper.version
    here = {"ref": paper.ref, "by": keeper, "now": world.now}
    assert "Parents were asked" in client.get(f"/published/{paper.ref}/{first}/").content.decode()
    copies = [f"/published/{paper.ref}/{first}.pdf", f"/published/{paper.ref}/{first}.docx"]
    makes_copies()
    before = [client.get(each) for each in copies]
    assert "Parents were asked" in read(before[0].content).words
    again = [client.get(each) for each in copies]
    assert [each.content for each in again] == [each.content for each in before]
    assert again[0]["Content-Type"] == "application/pdf" and "inline" in again[0]["Content-Disposition"]
    with acting(keeper, now=world.now):
        papers.begin_correction(**here)
        papers.withhold(part="consultation", paragraph=1, because="Somebody can be told from it", **here)
    signs(world, keeper, paper)
    publishes(world, keeper, paper, reason="A person could be told from it.")
    for address in (f"/published/{paper.ref}/", f"/published/{paper.ref}/{first}/"):
        assert "Parents were asked" not in client.get(address).content.decode()
    assert "is being made" in client.get(copies[0]).content.decode()
    makes_copies()
    assert "Parents were asked" not in read(client.get(copies[0]).content).words
    assert "Parents were asked" not in unzipped(client.get(copies[1]).content)


def test_what_a_paper_asks_for_is_always_public_and_a_part_can_be_let_out(world, keeper, paper, sign_in):
    here = {"ref": paper.ref, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        for part, said in (("recommendations", "always public"), ("crime", "Nothing stands")):
            with pytest.raises(Refusal, match=said):
                papers.withhold(part=part, paragraph=3, because="x", **here)
        with pytest.raises(Refusal, match="public already"):
            papers.let_be_read(part="legal", **here)
    client = sign_in("data")
    page = client.get(f"/papers/{paper.ref}/").content.decode()
    assert SECRET in page and "Let it be public" in page
    client.post(f"/papers/{paper.ref}/parts/exempt/public/", {"once": "a"})
    paper.refresh_from_db()
    assert SECRET in PaperVersion.objects.get(paper=paper, number=paper.version).texts["exempt"]
    sent = {"paragraph": "3", "because": "The price", "once": "b"}
    assert client.post(f"/papers/{paper.ref}/parts/exempt/withhold/", sent).status_code == 302


def test_emptying_a_withheld_part_leaves_its_mark(world, keeper, paper):
    writes(world, keeper, paper, exempt="")
    paper.refresh_from_db()
    row = PaperVersion.objects.get(paper=paper, number=paper.version)
    assert "exempt" not in row.withheld and not row.exempt.exists()


def test_what_the_public_reads_comes_from_a_module_that_cannot_hold_exempt_words():
    """No name of the table, of the whole paper or of anything that reads them."""
    tree = ast.parse(Path(public.__file__).read_text())
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not named & {"ExemptText", "exempt", "whole", "papers", "document_of", "models"}


def test_the_word_document_has_headings_table_heads_its_language_and_title(world, keeper, paper, sign_in):
    content = whole_copy(sign_in("data"), paper, "preview.docx")
    made = Document(io.BytesIO(content))
    styles = [(each.style.name, each.text) for each in made.paragraphs]
    assert ("Heading 1", "How children are helped") in styles and ("Heading 2", "Introduction") in styles
    assert ("Heading 3", "Where") in styles and ("List Bullet", "sooner") in styles
    assert ("List Number", "subject to (b), let the Director settle the details") in styles
    assert ("List Number 2", "to work with partners") in styles
    numbered = [each for each in made.paragraphs if each.style.name == "List Number"]
    assert len({each._p.pPr.numPr.numId.val for each in numbered}) == 2  # paragraphs; letters
    assert (
        made.core_properties.title == "How children are helped" and made.core_properties.language == "en-GB"
    )
    (part,) = made.sections
    assert (round(part.page_width.mm), round(part.page_height.mm)) == (210, 297)
    (table,) = made.tables
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader") and table.cell(1, 0).text == "North"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        told = (parts.read("word/styles.xml") + parts.read("word/settings.xml")).decode()
    assert 'w:lang w:val="en-GB"' in told and "en-US" not in told


def test_a_chart_is_in_every_form_with_its_words(world, keeper, paper, sign_in):
    rows = "\n".join(f"| Month {nth} | {40 + nth}% |" for nth in range(1, 15))
    writes(world, keeper, paper, findings=f"~ Reviews on time\n| Month | Share |\n{rows}")
    client = sign_in("data")
    page = client.get(f"/papers/{paper.ref}/preview/").content.decode()
    assert (
        '<svg class="ta-chart" role="img"' in page and "on average 47.5%" in page and "Month 14</td>" in page
    )
    pdf = read(whole_copy(client, paper, "preview.pdf"))
    assert "Figure" in pdf.tags and any(
        "Reviews on time. From 41% in Month 1" in each for each in pdf.pictures
    )
    assert (
        "Month: share. Month 1: 41%; Month 2: 42%" in " ".join(pdf.words.split()) and "Table" not in pdf.tags
    )
    made = Document(io.BytesIO(client.get(f"/papers/{paper.ref}/preview.docx").content))
    assert len(made.tables[0].rows) == 15
    (shape,) = made.inline_shapes
    assert "From 41% in Month 1 to 54% in Month 14" in shape._inline.docPr.get("descr")
