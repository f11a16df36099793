"""Read industry news, keep a ledger of claims: who says what, on whose word, how far along, how sure.

The path, one folder a step:

    read     bytes become a Report: text, its parts, its dates, offsets into the source
    extract  a Report becomes Claims: events with roles, phase, certainty, stance, voices, evidence
    ledger   reports and claims are stored once and never changed; searched, counted, exported
    run      settings, one report along the whole path, many reports with a fate for each bad one
    show     the command line, the local pages, exports
    model    the nouns that all of them speak of; errors the ways in which a report can fail
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportedly.errors import Fate, ReportedlyError
from reportedly.model import Claim, Quote, Report, Span, Voice
from reportedly.read import Raw, read

if TYPE_CHECKING:
    from reportedly.extract.shipped import shipped
    from reportedly.ledger import Ledger
    from reportedly.run import Settings, add

__all__ = [
    "Claim",
    "Fate",
    "Ledger",
    "Quote",
    "Raw",
    "Report",
    "ReportedlyError",
    "Settings",
    "Span",
    "Voice",
    "add",
    "read",
    "shipped",
]

# The model runtime and the database take half a second to import, and a process that reads pages needs neither.
_WHEN_ASKED_FOR = {"shipped": "extract.shipped", "Ledger": "ledger", "Settings": "run", "add": "run"}


def __getattr__(name: str) -> Any:
    if name not in _WHEN_ASKED_FOR:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(f"reportedly.{_WHEN_ASKED_FOR[name]}"), name)
