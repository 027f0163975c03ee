"""The server's own log, without the secrets that stand in addresses of links."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from .logs import NoPersonalData, without_links


class ServerLog(Logger):  # type: ignore[misc]
    """Gunicorn's, with links taken out of what it says of requests and of faults."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(NoPersonalData())

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What a line of the access log is made of."""
        found = super().atoms(resp, req, environ, request_time)
        return {
            key: without_links(value) if isinstance(value, str) else value for key, value in found.items()
        }
