"""What a browser makes of a page in which two people wrote."""

import socket
import threading

import pytest

from teamaround.site.bench.visitor import Visitor
from teamaround.site.bench.writing_page import WritingPage, read_page

PAGE = """
<form action="/elsewhere"><textarea name="no">x</textarea></form>
<form method="post" data-autosave="/here">
<input type="hidden" name="csrfmiddlewaretoken" value="t">
<div id="both-says-answer"><p>Sam wrote this:</p><blockquote><p>Hers &amp; q1x1</p><p>more</p></blockquote></div>
<textarea name="says-answer" id="x">
His
two</textarea><input type="hidden" name="mark-says-answer" value="2.abc.both">
<input type="checkbox" name="view" value="child" checked><input type="checkbox" name="view" value="parent">
<input type="checkbox" name="view" value="worker" checked><button name="then" value="stop">Save</button>
</form><textarea name="after">x</textarea>
"""


def test_fields_boxes_and_the_other_text_are_read():
    page = read_page(PAGE)
    assert page.boxes == ["says-answer"]
    assert page.fields == {
        "csrfmiddlewaretoken": ["t"], "says-answer": ["His\ntwo"], "mark-says-answer": ["2.abc.both"],
        "view": ["child", "worker"],
    }  # fmt: skip
    assert page.theirs == {"says-answer": "Hers & q1x1 more "}


def answers(once, raw):
    """A server that says so many bytes to the next who asks, and dies."""

    def serve():
        link, _ = once.accept()
        with link:
            link.recv(65_536)
            link.sendall(raw)

    threading.Thread(target=serve, daemon=True).start()


@pytest.fixture
def cut_off():
    """Opens a page of which so many bytes arrive; all of them when None."""
    whole = f"HTTP/1.1 200 OK\r\nContent-Length: {len(PAGE)}\r\n\r\n{PAGE}".encode()
    with socket.create_server(("127.0.0.1", 0)) as once:

        def opened(arrive):
            answers(once, whole[:arrive])
            page = WritingPage(Visitor(once.getsockname()[1]), "/here")
            return page.open().status, page.page.boxes

        yield opened


def test_a_page_that_was_cut_off_on_the_way_is_no_answer(cut_off):
    assert cut_off(None) == (200, ["says-answer"])
    assert cut_off(-40) == (0, [])
    assert cut_off(20) == (0, [])
