"""Reading a copy for paper as a screen reader would: its tags, its words, its title and language."""

import io
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


@dataclass
class Paper:
    """What a PDF says of itself."""

    title: str
    language: str
    words: str
    tags: list
    says_ua: bool
    pictures: list


def read(content):
    """The PDF as bytes, read."""
    pdf = PdfReader(io.BytesIO(content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    elements = list(_elements(root["/StructTreeRoot"]))
    return Paper(
        title=pdf.metadata.title,
        language=root["/Lang"],
        words=" ".join(" ".join(page.extract_text() for page in pdf.pages).split()),
        tags=[element["/S"].removeprefix("/") for element in elements],
        says_ua=b"pdfuaid" in root["/Metadata"].get_data(),
        pictures=[str(element.get("/Alt")) for element in elements if element["/S"] == "/Figure"],
    )


def _elements(element):
    if "/S" in element:
        yield element
    for kid in element.get("/K", []) if isinstance(element.get("/K"), list) else []:
        kid = kid.get_object()
        if isinstance(kid, DictionaryObject):
            yield from _elements(kid)


def in_order(words, *parts):
    """Whether the parts stand in the words one after the other."""
    places = [words.index(part) for part in parts]
    return places == sorted(places)
