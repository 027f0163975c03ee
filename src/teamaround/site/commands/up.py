"""`teamaround up`: serve the site for real work."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from teamaround.embedded import SITE


def arguments(parser: ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")


def run(chosen: Namespace) -> int:
    """Serve until stopped."""
    from teamaround.site.serve import Place, serve

    place = Place(SITE, chosen.host, chosen.port)
    return serve(place, greeting=f"Teamaround is ready: {place.url}   (Ctrl-C stops it)")
