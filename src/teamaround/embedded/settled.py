"""PostgreSQL's own settings for a private cluster."""

from __future__ import annotations

from pathlib import Path

ALWAYS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "password_encryption": "'scram-sha-256'",
    "synchronous_commit": "on",
    "max_connections": "80",
    "shared_buffers": "'128MB'",
    "effective_cache_size": "'1GB'",
    "work_mem": "'16MB'",
    "maintenance_work_mem": "'128MB'",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "'2GB'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
    # A statement or the text of an error can hold a child's name: neither goes into the log.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "'none'",
    "log_min_duration_statement": "-1",
}
THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
FROM_18 = {"io_method": "'sync'"}  # no helper processes for reading: memory matters more here


def text(*, sockets: Path, major: int, throwaway: bool) -> str:
    """The file postgresql.conf. `throwaway` is for tests: data need not outlive the machine."""
    chosen = {**ALWAYS, "unix_socket_directories": f"'{sockets}'"}
    if major >= 18:
        chosen |= FROM_18
    if throwaway:
        chosen |= THROWAWAY
    lines = [f"{name} = {value}" for name, value in chosen.items()]
    return "# Written anew at every start by Teamaround's launcher.\n" + "\n".join(lines) + "\n"


HBA = "# Only the Unix socket, only with a password.\nlocal all all scram-sha-256\n"
