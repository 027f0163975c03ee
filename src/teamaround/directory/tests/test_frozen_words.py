"""The wordings by which safety is judged were written first, and stay as they were written."""

import hashlib
from pathlib import Path

import pytest

FROZEN = {
    "crisis_wordings.txt": ("3fcfee3c95f7408248b2844d498a78654c40230a0bfb309fc88f38a860302620", 190),
    "innocent_wordings.txt": ("6e0e694dd17fc43545e813a2d8d76dcd3f87b8618c8c6eca287b661168e22d91", 50),
    "crisis_wordings_cy.txt": ("9b445fd043076f9a575569579383917036758dc9f432adf527118a817c63a53c", 130),
    "innocent_wordings_cy.txt": ("a18da48c3771a5cf503de74e735317579bf49b2829fa51c938493b51ee554317", 50),
}


@pytest.mark.parametrize("name", FROZEN)
def test_the_list_is_the_one_that_was_written_first(name):
    digest, fewest = FROZEN[name]
    content = (Path(__file__).parent / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest
    assert sum(1 for line in content.decode().splitlines() if not line.startswith("#")) >= fewest
