"""Nothing grows beyond what somebody can read at a sitting, and pages carry no script of their own."""

import ast
import re

import pytest

from .walking import name_of, source_files, templates, tree, where

FILE, TESTS, FUNCTION, TEMPLATE = 400, 500, 40, 150
INLINE = re.compile(
    r"\|\s*safe\b|<script(?![^>]*\bsrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.I
)


def lines_of(path):
    return path.read_text().count("\n")


def test_files_are_short():
    def most(path):
        return TESTS if "tests" in path.parts else FILE

    long = {str(path): lines_of(path) for path in source_files(tests=True) if lines_of(path) > most(path)}
    assert not long


def test_functions_are_short():
    long = [
        f"{where(path, node)} {node.name} {node.end_lineno - node.lineno + 1}"
        for path in source_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    assert not long


def test_templates_are_short():
    assert not {str(path): lines_of(path) for path in templates() if lines_of(path) > TEMPLATE}


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_templates_escape_everything_and_hold_no_script_or_style(path):
    assert not INLINE.search(path.read_text())


def test_pages_ask_queries_and_services_never_tables():
    doors = ("pages", "api", "commands", "urls.py", "api.py", "commands.py")
    for path in source_files():
        if not set(doors) & set(path.parts):
            continue
        for node in ast.walk(tree(path)):
            assert not (isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}), (
                where(path, node)
            )
            assert not (isinstance(node, ast.Call) and name_of(node) == "raw"), where(path, node)


def test_nothing_is_put_off():
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK|coming soon)\b", re.I)
    for path in [*source_files(), *templates()]:
        found = words.search(path.read_text())
        assert not found, f"{path}: {found}"
