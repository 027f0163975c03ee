"""Files for the tests, made in memory."""

import io
import zipfile

from openpyxl import Workbook

HEADINGS = ("Surname", "First name", "DOB", "Postcode")
CHILDREN = (
    ("Okafor", "Ada", "27/03/2015", "XA1 1AA"),
    ("O'Neil", "Zoë", "04/11/2018", "XA1 2AB"),
    ("Nowak", "Jan", "13/06/2012", "XB4 4ZZ"),
)


def csv_bytes(rows=(HEADINGS, *CHILDREN), *, encoding="utf-8", divider=",", line_end="\r\n"):
    """Rows as plain CSV without quoting."""
    return "".join(divider.join(row) + line_end for row in rows).encode(encoding)


def workbook(*sheets, hidden=()):
    """A workbook of (name, rows) sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        if name in hidden:
            page.sheet_state = "hidden"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def zipped(**parts):
    """A ZIP of the given parts; two underscores stand for a slash, one for a full stop before the ending."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            folder, _, file = name.rpartition("__")
            path = f"{folder.replace('__', '/')}/{file.replace('_', '.')}".lstrip("/")
            package.writestr(path, content)
    return kept.getvalue()
