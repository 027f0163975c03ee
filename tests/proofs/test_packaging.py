"""A wheel holds whatever the product needs besides Python: templates, styles, forms, lists of names."""

import tomllib
from pathlib import Path, PurePath

HERE = Path(__file__).parents[2]
SOURCE = HERE / "src" / "teamaround"
NOT_SHIPPED = {"tests", "__pycache__"}


def test_every_file_that_is_not_python_matches_a_declared_pattern():
    declared = tomllib.loads((HERE / "pyproject.toml").read_text())
    patterns = declared["tool"]["setuptools"]["package-data"]["teamaround"]
    others = [
        path.relative_to(SOURCE)
        for path in SOURCE.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]
    shipped = [path for path in others if not NOT_SHIPPED & set(path.parts)]
    assert len(shipped) > 100
    assert not [path for path in shipped if not _is_declared(path, patterns)]


def _is_declared(path, patterns):
    return any(PurePath(path.name).match(pattern.removeprefix("**/")) for pattern in patterns)
