"""Every act that the code records has its words, and whoever changes something records it."""

import ast

from teamaround.audit.sentences import SENTENCES

from .walking import name_of, source_files, tree, where

PASSED_ON = {"accounts/door.py", "accounts/sign_in.py", "accounts/api_door.py", "audit/services.py"}
WRITES = {"create", "bulk_create", "save", "update", "delete", "update_or_create", "get_or_create"}


def recorded():
    """(where, act) of every act named in a call: record("..."), or act="..." handed to the door."""
    for path in source_files():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            if name_of(node) == "record" and node.args:
                yield path, node, node.args[0]
            for word in node.keywords:
                if (
                    word.arg == "act"
                    and isinstance(word.value, ast.Constant)
                    and "." in str(word.value.value)
                ):
                    yield path, node, word.value


def test_every_recorded_act_has_a_sentence_and_no_act_is_made_up_while_running():
    found = set()
    for path, node, act in recorded():
        place = where(path, node)
        named = {part.value for part in ast.walk(act) if isinstance(part, ast.Constant)}
        for word in named:
            assert word in SENTENCES, f"{place}: {word} has no sentence in audit/sentences.py"
        found |= named
        if not named:
            assert any(place.startswith(name) for name in PASSED_ON), (
                f"{place}: name the act where it is recorded"
            )
    assert len(found) > 50


def test_sentences_go_on_from_a_name():
    for act, sentence in SENTENCES.items():
        assert sentence[0].islower() and not sentence.endswith("."), act
        assert act.count(".") == 1 and act == act.lower(), act


def services():
    """Public functions of every services module, by name."""
    for path in source_files():
        if path.name == "services.py" or path.parent.name == "services":
            for node in tree(path).body:
                if isinstance(node, ast.FunctionDef):
                    yield path, node


def calls(function):
    return {name_of(node) for node in ast.walk(function) if isinstance(node, ast.Call)}


def test_every_service_that_somebody_calls_for_themselves_is_audited():
    """Whatever takes `by` records, or hands `by` on to what does."""
    every = list(services())
    called = {}
    for _, function in every:
        called.setdefault(function.name, set()).update(calls(function))
    records = {"record"}
    while True:
        more = {name for name, used in called.items() if used & records} - records
        if not more:
            break
        records |= more
    silent = [
        f"{where(path, function)} {function.name}"
        for path, function in every
        if not function.name.startswith("_")
        and any(argument.arg == "by" for argument in function.args.kwonlyargs + function.args.args)
        and calls(function) & WRITES
        and function.name not in records
    ]
    assert not silent
