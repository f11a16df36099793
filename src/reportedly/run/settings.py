"""Every setting, in one table that feeds the program, the command line's help and docs/settings.md.

In: the environment. Out: Settings. What a newcomer would get wrong: an option on the command line wins over the
environment, which wins over the default; there is no settings file.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from reportedly.errors import UsageError
from reportedly.read import USER_AGENT, Limits, Manners


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in Settings, its option, its variable, what it is."""

    name: str
    option: str
    variable: str
    type: type
    default: Any
    shown_default: str
    help: str
    least: int = 0


TABLE = (
    Setting(
        "ledger",
        "--ledger",
        "REPORTEDLY_LEDGER",
        Path,
        None,
        "ledger.db in the user's data directory",
        "The ledger's file.",
    ),
    Setting(
        "max_mb",
        "--max-mb",
        "REPORTEDLY_MAX_MB",
        float,
        20.0,
        "20",
        "The largest document that is read, in MB.",
    ),
    Setting(
        "max_s",
        "--max-seconds",
        "REPORTEDLY_MAX_SECONDS",
        float,
        5.0,
        "5",
        "How long reading one document may take, in seconds of processor time; 0 for no end.",
    ),
    Setting(
        "timeout_s",
        "--timeout",
        "REPORTEDLY_TIMEOUT",
        float,
        20.0,
        "20",
        "How long fetching one page may take, in seconds.",
    ),
    Setting(
        "max_redirects",
        "--max-redirects",
        "REPORTEDLY_MAX_REDIRECTS",
        int,
        5,
        "5",
        "How many redirects are followed when a page is fetched.",
    ),
    Setting(
        "allow_host",
        "--allow-host",
        "REPORTEDLY_ALLOW_HOST",
        str,
        "",
        "none",
        "Hosts (commas between them) that may be fetched from although they are not on the public internet.",
    ),
    Setting(
        "user_agent",
        "--user-agent",
        "REPORTEDLY_USER_AGENT",
        str,
        USER_AGENT,
        USER_AGENT,
        "How the program names itself to servers; robots.txt is read for the name before the slash.",
    ),
    Setting(
        "host_delay_s",
        "--host-delay",
        "REPORTEDLY_HOST_DELAY",
        float,
        1.0,
        "1",
        "The seconds between two requests to one host; more where its robots.txt asks for more.",
    ),
    Setting(
        "host_connections",
        "--host-connections",
        "REPORTEDLY_HOST_CONNECTIONS",
        int,
        2,
        "2",
        "How many requests to one host may be under way at once.",
        least=1,
    ),
    Setting(
        "connections",
        "--connections",
        "REPORTEDLY_CONNECTIONS",
        int,
        16,
        "16",
        "How many requests may be under way at once.",
        least=1,
    ),
    Setting(
        "workers",
        "--workers",
        "REPORTEDLY_WORKERS",
        int,
        0,
        "0, one for each core",
        "How many documents are read, and reports searched for claims, side by side.",
    ),
)
_MOST = 1_000_000
_BY_NAME = {setting.name: setting for setting in TABLE}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run.

    >>> Settings.of({}, ledger=Path("a.db"), max_mb=None).limits.max_bytes
    20000000
    """

    ledger: Path
    max_mb: float
    max_s: float
    timeout_s: float
    max_redirects: int
    allow_host: str
    user_agent: str
    host_delay_s: float
    host_connections: int
    connections: int
    workers: int

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ, **options: Any) -> "Settings":
        """Options that are not None, else the environment, else the defaults.

        Raises UsageError where a variable holds what its setting cannot be.
        """
        values = {s.name: _value(s, options.get(s.name), environment) for s in TABLE}
        if values["ledger"] is None:
            values["ledger"] = user_data_path("reportedly") / "ledger.db"
        values["workers"] = values["workers"] or _cores()
        return cls(**values)

    @property
    def limits(self) -> Limits:
        """What reading one document may cost."""
        hosts = tuple(host.strip() for host in self.allow_host.split(",") if host.strip())
        return Limits(
            int(self.max_mb * 1e6),
            self.timeout_s,
            self.max_redirects,
            max_s=self.max_s,
            allowed_hosts=hosts,
            user_agent=self.user_agent,
        )

    @property
    def manners(self) -> Manners:
        """How hosts are treated when many pages are fetched."""
        return Manners(self.host_delay_s, self.host_connections, self.connections)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def setting(name: str) -> Setting:
    """The row of the table for `name`."""
    return _BY_NAME[name]


def _value(row: Setting, option: Any, environment: Mapping[str, str]) -> Any:
    if option is None and not (option := environment.get(row.variable)):
        return row.default
    try:
        value = row.type(option)
    except ValueError:
        raise UsageError(f"{row.variable} is {option!r}, which is no {row.type.__name__}") from None
    if row.type in (int, float) and not row.least <= value <= _MOST:
        raise UsageError(f"{row.option} (or {row.variable}) is {option}; give a number from {row.least} to {_MOST:,}")
    if row.name == "user_agent" and not (value.isascii() and value.isprintable() and value.strip()):
        raise UsageError(f"{row.option} (or {row.variable}) may hold plain letters, digits and signs only")
    return value
