"""Read industry news, keep a ledger of claims: who says what, on whose word, how far along, how sure.

The path, one folder a step:

    read     bytes become a Report: text, its parts, its dates, offsets into the source
    extract  a Report becomes Claims: events with roles, phase, certainty, stance, voices, evidence
    ledger   reports and claims are stored once and never changed; searched, counted, exported
    run      settings, one report along the whole path, many reports with a fate for each bad one
    show     the command line, the local pages, exports
    model    the nouns that all of them speak of; errors the ways in which a report can fail
"""

from reportedly.errors import Fate, ReportedlyError
from reportedly.extract import shipped
from reportedly.ledger import Ledger
from reportedly.model import Claim, Quote, Report, Span, Voice
from reportedly.read import Raw, read
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
