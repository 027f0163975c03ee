"""Take Leaflet into our static files: its script and style alone, without its pictures and its source map.

Leaflet draws the map beside the results of a search. A developer runs this when its version changes:

    npm pack leaflet@1.9.4
    python -m teamaround.directory.vendor leaflet-1.9.4.tgz
"""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).parent / "static" / "directory"
FILES = {"leaflet.js": "dist/leaflet.js", "leaflet.css": "dist/leaflet.css", "leaflet.LICENCE.txt": "LICENSE"}


def cleaned(name: str, text: str) -> str:
    """A file without what leads elsewhere: the source map, and rules with pictures that we do not use."""
    if name.endswith(".css"):
        text = re.sub(
            r"[^{}]*\{[^{}]*(?:url\(|behavior:)[^{}]*\}", "", re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        )
    return re.sub(r"//# sourceMappingURL=\S*", "", text).strip() + "\n"


def vendor(tarball: Path, target: Path = HERE) -> None:
    """Write the cleaned files."""
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(tarball) as package:
        for name, within in FILES.items():
            member = package.extractfile(f"package/{within}")
            if member is None:
                raise SystemExit(f"{within} is not a file in the package")
            (target / name).write_text(cleaned(name, member.read().decode("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    vendor(Path(sys.argv[1]))
