"""Options that several commands share, made from the table of settings.

In: the table. Out: annotated types for Typer. What a newcomer would get wrong: a default is never given here; None
means that nobody said anything, and Settings.of decides.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from reportedly.run.settings import setting


def _option(name: str) -> Any:
    row = setting(name)
    return typer.Option(
        row.option,
        help=f"{row.help} Default: {row.shown_default}.",
        envvar=row.variable,
        show_default=False,
    )


LedgerPath = Annotated[Path | None, _option("ledger")]
MaxMb = Annotated[float | None, _option("max_mb")]
MaxSeconds = Annotated[float | None, _option("max_s")]
Timeout = Annotated[float | None, _option("timeout_s")]
MaxRedirects = Annotated[int | None, _option("max_redirects")]
AllowHost = Annotated[str | None, _option("allow_host")]
UserAgent = Annotated[str | None, _option("user_agent")]
HostDelay = Annotated[float | None, _option("host_delay_s")]
HostConnections = Annotated[int | None, _option("host_connections")]
Connections = Annotated[int | None, _option("connections")]
WorkerCount = Annotated[int | None, _option("workers")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
