"""The commands of the whole: serve, try out, test, migrate, stop."""

from __future__ import annotations

from argparse import ArgumentParser

from teamaround.kernel.commands import Commands

from . import (
    account,
    audit,
    bench,
    bench_assessments,
    bench_directory,
    bench_improvement,
    bench_match,
    demo,
    demo_file,
    docs,
    migrate,
    stop,
    test,
    up,
)


def register(commands: Commands) -> None:
    """Add them to the program."""
    commands.add(
        "up", help="serve the site for real work", run=up.run, arguments=up.arguments, needs_django=False
    )
    commands.add(
        "demo", help="serve an invented county to try it with", run=demo.run,
        arguments=demo.arguments, needs_django=False,
    )  # fmt: skip
    commands.add(
        "demo-file", help="write an agency's file with faulty rows to try imports with",
        run=demo_file.run, arguments=demo_file.arguments, needs_django=False,
    )  # fmt: skip
    commands.add(
        "test", help="run every test, in a browser too; words after it go to pytest",
        run=test.run, arguments=_rest, needs_django=False,
    )  # fmt: skip
    _register_benches(commands)
    commands.add("migrate", help="bring the database's tables up to date", run=migrate.run)
    commands.add(
        "stop", help="stop what runs: site, demo and their databases", run=stop.run, needs_django=False
    )
    commands.add(
        "docs", help="write the documents that are told from the rules", run=docs.run, needs_django=False
    )
    _register_accounts(commands)
    _register_audit(commands)


def _register_benches(commands: Commands) -> None:
    commands.add(
        "bench spine", help="measure times, queries and looks on a county of true size",
        run=bench.run, arguments=bench.arguments, needs_django=False,
    )  # fmt: skip
    commands.add(
        "bench assessments", help="measure people at work in a county, and that no word is lost",
        run=bench_assessments.run, arguments=bench_assessments.arguments, needs_django=False,
    )  # fmt: skip
    commands.add(
        "bench directory", help="measure a directory of true size, as anybody meets it",
        run=bench_directory.run, arguments=bench_directory.arguments, needs_django=False,
    )  # fmt: skip
    commands.add(
        "bench improvement", help="measure plans of true size, their frozen months, and a paper in its three forms",
        run=bench_improvement.run, arguments=bench_improvement.arguments, needs_django=False,
    )  # fmt: skip
    commands.add(
        "match bench", help="measure matching on an index of true size: one record, a call, a file",
        run=bench_match.run, arguments=bench_match.arguments, needs_django=False,
    )  # fmt: skip


def _register_accounts(commands: Commands) -> None:
    commands.add(
        "account create", help="make an account: on a fresh installation, the first administrator's",
        run=account.create, arguments=account.create_arguments,
    )  # fmt: skip
    commands.add(
        "token make", help="make a token with which a service account calls the API",
        run=account.token, arguments=account.token_arguments,
    )  # fmt: skip


def _register_audit(commands: Commands) -> None:
    commands.add(
        "audit verify", help="check that nobody changed, removed or cut off what the audit holds",
        run=audit.verify, arguments=audit.verify_arguments, needs_django=False,
    )  # fmt: skip
    commands.add(
        "audit export", help="write the audit and its seals to a file that anybody can check",
        run=audit.export, arguments=audit.export_arguments,
    )  # fmt: skip
    commands.add("audit seal", help="seal what the audit has gained, as the server does", run=audit.seal)


def _rest(parser: ArgumentParser) -> None:
    parser.set_defaults(rest=[])
