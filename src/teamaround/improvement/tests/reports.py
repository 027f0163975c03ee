"""Reports as they come: a text, a PDF, a Word document; for the tests."""

import io

TEXT = """Joint review of Ashby

4. A number of recommendations are made:

For Immediate Action

The local partnership should:

• tell children and young people what was found; and
• train its members.

For Action over the next Six Months

The Safeguarding Board should:

(a) agree who is in it, subject to (b) below;
(b) review its policies by 31 March 2027:
(i) those for schools; and
(ii) those for health.

5. Plans have been drawn up.

Annex 1
Everybody should rest.
"""


def a_pdf(*pages):
    """A PDF of pages, each with some lines of text, as small as they come."""
    count = len(pages)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b" ".join(b"%d 0 R" % (4 + 2 * nth) for nth in range(count))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    for nth, lines in enumerate(pages):
        shown = b"".join(b"(%s) Tj T* " % _written(line) for line in lines)
        drawn = b"BT /F1 12 Tf 14 TL 50 780 Td %s ET" % shown
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (5 + 2 * nth)
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _put_together(parts)


def _written(line):
    return (
        line.encode("latin-1", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )


def _put_together(parts):
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(made),
    )  # fmt: skip


def with_password(content, password):
    from pypdf import PdfReader, PdfWriter

    made = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    made.encrypt(password, "owner", algorithm="RC4-128")
    return _saved(made.write)


def a_word_document(*paragraphs, change=None):
    """A Word document of (text, style) pairs."""
    from docx import Document

    made = Document()
    for text, style in paragraphs:
        made.add_paragraph(text, style=style)
    if change is not None:
        change(made)
    return _saved(made.save)


def _saved(write):
    kept = io.BytesIO()
    write(kept)
    return kept.getvalue()
