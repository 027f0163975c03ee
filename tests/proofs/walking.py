"""What the proofs walk over: routes, models, source files."""

import ast
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

SOURCE = Path(__file__).resolve().parents[2] / "src" / "teamaround"


def routes(resolver=None, before=""):
    """Every address as (pattern, view)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        place = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, place)
        elif isinstance(pattern, URLPattern):
            yield place, pattern.callback


def models():
    """Every model of ours."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("teamaround.")
        for model in config.get_models()
    ]


def source_files(*, tests=False):
    """Every Python file of the program."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and (tests or "tests" not in path.parts):
            yield path


def templates():
    """Every template of the program."""
    return sorted(SOURCE.rglob("templates/**/*.html"))


def tree(path):
    return ast.parse(path.read_text(), filename=str(path))


def name_of(call):
    """The last word of what is called: `record` for record(...) and for audit.record(...)."""
    function = call.func
    return getattr(function, "attr", None) or getattr(function, "id", "")


def where(path, node):
    return f"{path.relative_to(SOURCE)}:{node.lineno}"
