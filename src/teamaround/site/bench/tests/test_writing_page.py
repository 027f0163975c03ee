"""What a browser makes of a page in which two people wrote."""

from teamaround.site.bench.writing_page import read_page

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
