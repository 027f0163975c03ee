"""Take GOV.UK Frontend into our static files without what is not ours to use.

Its code is MIT; the typeface, the crown, the royal arms and the addresses of their files
are not for services outside GOV.UK. A developer runs this when the version changes,
together with the pin of govuk-frontend-jinja in pyproject.toml:

    npm pack govuk-frontend@6.3.0
    python -m teamaround.design.vendor govuk-frontend-6.3.0.tgz
"""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).parent / "static" / "design"
WITHIN = "package/dist/govuk/"
FORBIDDEN = ("transport", "/assets/", "crown", "crest", "@font-face", "sourcemappingurl")
EXPANDED = 't.setAttribute("aria-expanded",e.toString()),'
LICENCE = """GOV.UK Frontend, which govuk-frontend.css and govuk-frontend.js are made from.
Changed here: the typeface, the crown, the royal arms and their addresses are taken out.

The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def cleaned_css(text: str) -> str:
    """The style sheet with our font in place of theirs and without the state's emblems."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"@font-face\s*\{[^{}]*\}", "", text)
    text = re.sub(r"[^{}]*(?:crown|copyright-logo)[^{}]*\{[^{}]*\}", "", text)
    text = re.sub(r"\"?GDS Transport\"?,arial,", "var(--teamaround-font),arial,", text)
    return text.strip() + "\n"


def cleaned_script(text: str) -> str:
    """The script without its source map, and without an attribute that radios may not have.

    `aria-expanded` is not allowed on a radio; the reveal is next to it in reading order.
    """
    text = re.sub(r"//# sourceMappingURL=\S*", "", text)
    before, radios, after = text.partition('classList.contains("govuk-radios__conditional")')
    if not radios or EXPANDED not in after:
        raise SystemExit("the script of radios is not as expected: look at it again")
    return (before + radios + after.replace(EXPANDED, "", 1)).strip() + "\n"


def remains(text: str) -> list[str]:
    """What is still in a vendored file that may not be there."""
    lowered = text.lower()
    return [word for word in FORBIDDEN if word in lowered]


def vendor(tarball: Path, target: Path = HERE) -> None:
    """Write the cleaned files; fail, and write nothing, when something forbidden is left."""
    with tarfile.open(tarball) as package:
        files = {
            "govuk-frontend.css": cleaned_css(_text(package, "govuk-frontend.min.css")),
            "govuk-frontend.js": cleaned_script(_text(package, "govuk-frontend.min.js")),
        }
    for name, text in files.items():
        if left := remains(text):
            raise SystemExit(f"{name} still holds {', '.join(left)}")
    target.mkdir(parents=True, exist_ok=True)
    for name, text in (files | {"govuk-frontend.LICENCE.txt": LICENCE}).items():
        (target / name).write_text(text, encoding="utf-8")


def _text(package: tarfile.TarFile, name: str) -> str:
    member = package.extractfile(WITHIN + name)
    if member is None:
        raise SystemExit(f"{WITHIN + name} is not a file in the package")
    return member.read().decode("utf-8")


if __name__ == "__main__":
    vendor(Path(sys.argv[1]))
