"""Commands about the program itself: doctor, serve.

In: nothing but settings. Out: how things stand; pages on this machine.
"""

import ipaddress
import os
import platform
import socket
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from reportedly.errors import LedgerError, UsageError, WeightsError
from reportedly.ledger import Ledger
from reportedly.run import Settings
from reportedly.show.cli.codes import UNHEALTHY
from reportedly.show.cli.options import AsJson, LedgerPath
from reportedly.show.export import json_line
from reportedly.show.tables import console


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(doctor)
    app.command()(serve)


def doctor(ledger: LedgerPath = None, as_json: AsJson = False) -> int:
    """Say how things stand: versions, paths, engine, the ledger's health. Exit code 3 where the ledger is ill."""
    path = Settings.of(ledger=ledger).ledger
    found: dict[str, Any] = {
        "reportedly": version("reportedly"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
        "ledger": str(path),
    }
    faults = _engine_health(found) + _ledger_health(path, found)
    if as_json:
        print(json_line({**found, "faults": faults}))
    else:
        _print(found, faults)
    return UNHEALTHY if faults else 0


def _engine_health(found: dict[str, Any]) -> list[str]:
    from reportedly.extract.shipped import shipped, weights

    found["weights"] = str(weights())
    try:
        found["engine"] = shipped().name
    except WeightsError as error:
        found["engine"] = "cannot be used"
        return [str(error)]
    return []


def _ledger_health(path: Path, found: dict[str, Any]) -> list[str]:
    if not path.exists():
        found["state"] = "not made yet; reportedly add makes it"
        return []
    try:
        with Ledger(path) as opened:
            counts, faults = opened.counts(), opened.check()
            left_out = [] if faults else opened.faults()
            current = 0 if faults else opened.count()[0]
    except LedgerError as error:
        found["state"] = "cannot be used"
        return [str(error)]
    found |= {name: getattr(counts, name) for name in counts.__slots__}
    if not faults:
        found["claims_in_earlier_versions_or_readings"] = counts.claims - current
    found["reports_left_out_of_stories"] = len(left_out)
    found["size_mb"] = round(path.stat().st_size / 1e6, 1)
    found["state"] = "ill" if faults else "healthy"
    if not os.access(path, os.W_OK):
        found["state"] += ", read-only"
    return faults


def _print(found: dict[str, Any], faults: list[str]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in found.items():
        table.add_row(
            name.replace("_", " "),
            Text(f"{value:,}" if isinstance(value, int) else str(value)),
        )
    for fault in faults:
        table.add_row("fault", Text(fault, style="red"))
    console().print(table)


def serve(
    host: Annotated[
        str,
        typer.Option(help="The address to listen at; one of this machine itself, since the pages have no login."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8765,
    ledger: LedgerPath = None,
) -> None:
    """Show stories, claims and reports in a browser, on this machine only, until Ctrl-C."""
    if not _loopback(host):
        raise UsageError(
            f"others can reach {host}, and the pages have no login; from another machine use: "
            f"ssh -L {port}:127.0.0.1:{port} THIS-MACHINE"
        )
    path = Settings.of(ledger=ledger).ledger
    with Ledger(path):
        pass  # say now, not on the first page, that it cannot be opened
    from reportedly.show.web import serve as serve_pages

    with _listening(host, port) as listening:
        console(stderr=True).print(
            f"the ledger {path} at http://{host}:{port}/ (Ctrl-C ends)",
            soft_wrap=True,
            markup=False,
        )
        serve_pages(path, listening)


def _listening(host: str, port: int) -> socket.socket:
    """What listens there; raises UsageError where nothing can."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else error
        raise UsageError(f"port {port} at {host} cannot be used ({why}); give another --port") from None


def _loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
