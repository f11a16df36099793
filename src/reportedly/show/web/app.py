"""The pages and how they are served.

In: the ledger's path. Out: a Starlette application.
What a newcomer would get wrong: the ledger is opened anew for each request, so pages show what was added meanwhile.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from reportedly.errors import NotFound, ReportedlyError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import Claim, Kind, Phase, Span, Stance, notes
from reportedly.resolve import shipped as known_entities
from reportedly.run import asking
from reportedly.show.tables import segments
from reportedly.show.web.rendering import HERE, PAGE, Rendering, asked_choice, asked_day, asked_page, further
from reportedly.show.web.stories import StoryPages


def make_app(path: Path) -> Starlette:
    """The application that shows the ledger at `path`."""
    rendering = Rendering()
    pages, stories = _Pages(path, rendering), StoryPages(path, rendering)
    routes = [
        Route("/", pages.claims),
        Route("/claims/{id}", pages.claim),
        Route("/reports", pages.reports),
        Route("/reports/{id}", pages.report),
        Route("/stories", stories.stories),
        Route("/stories/{id}", stories.story),
        Route("/entities/{key}", stories.entity),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    # Only names of this machine: a page elsewhere that points its own name here gets nothing.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1", "[::1]"])
    handlers: dict[Any, Callable[[Request, Exception], Response]] = {
        ReportedlyError: pages.failed,
        404: pages.failed,
    }
    return Starlette(routes=routes, middleware=[hosts], exception_handlers=handlers)


def serve(path: Path, listening: socket.socket) -> None:
    """Show the ledger at `path` to whoever asks at `listening`, until interrupted."""
    config = uvicorn.Config(make_app(path), log_level="warning", server_header=False)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


class _Pages:
    def __init__(self, path: Path, rendering: Rendering) -> None:
        self._path = path
        self._rendering = rendering

    def claims(self, request: Request) -> Response:
        asked = request.query_params
        wanted = ClaimFilter(
            about=asked.get("about") or None,
            kind=asked_choice(Kind, asked, "kind"),
            phase=asked_choice(Phase, asked, "phase"),
            stance=asked_choice(Stance, asked, "stance"),
            voice=asked.get("voice") or None,
            outlet=asked.get("outlet") or None,
            since=asked_day(asked, "since"),
            until=asked_day(asked, "until"),
            search=asked.get("search") or None,
        )
        page = asked_page(asked)
        with Ledger(self._path) as ledger:
            total, undated = ledger.count(wanted)
            found = list(ledger.claims(wanted, limit=PAGE, offset=PAGE * (page - 1)))
            whole = {"claims": ledger.count()[0], "reports": ledger.count_reports()}
        context = {"found": found, "total": total, "undated": undated, "whole": whole, "asked": asked}
        return self._rendering.page(request, "claims.html", context | further(request, page, total))

    def claim(self, request: Request) -> Response:
        with Ledger(self._path) as ledger:
            found = ledger.claim(request.path_params["id"])
            stored = ledger.report(found.claim.version_id)
            outdated = ledger.stories_are_outdated()
            fed = [] if outdated else asking.fed_by(ledger, known_entities(), found.claim.version_id)
        stories = [view for view in fed if any(s.claim_id == found.claim.id for s in view.story.sayings)]
        marks = [q.span for q in found.claim.evidence]
        passages = [p for p in _passages(stored.report, marks) if any(marked for _, marked in p["pieces"])]
        return self._rendering.page(
            request,
            "claim.html",
            {"stored": found, "passages": passages, "stories": stories, "outdated": outdated},
        )

    def reports(self, request: Request) -> Response:
        search = request.query_params.get("search") or None
        page = asked_page(request.query_params)
        with Ledger(self._path) as ledger:
            total = ledger.count_reports(search)
            heads = list(ledger.reports(search, limit=PAGE, offset=PAGE * (page - 1)))
        context = {"heads": heads, "total": total, "search": search or ""}
        return self._rendering.page(request, "reports.html", context | further(request, page, total))

    def report(self, request: Request) -> Response:
        with Ledger(self._path) as ledger:
            stored = ledger.report(request.path_params["id"])
            versions = ledger.history(stored.head.id)
            outdated = ledger.stories_are_outdated()
            stories = [] if outdated else asking.fed_by(ledger, known_entities(), stored.head.version_id)
            family = [] if outdated else asking.copies_of(ledger, stored.head.version_id)
        marks = [q.span for claim in stored.claims for q in claim.evidence]
        context = {
            "stored": stored,
            "passages": _passages(stored.report, marks),
            "claims": _by_place(stored.claims),
            "versions": versions,
            "notes": notes(stored.report),
            "stories": stories,
            "family": family,
            "outdated": outdated,
        }
        return self._rendering.page(request, "report.html", context)

    def failed(self, request: Request, error: Exception) -> Response:
        status = 404 if isinstance(error, NotFound) or getattr(error, "status_code", 0) == 404 else 400
        message = str(error) if isinstance(error, ReportedlyError) else "there is no such page"
        return self._rendering.page(request, "failed.html", {"message": message}, status)


def _passages(report: Any, marks: list[Span]) -> list[dict[str, Any]]:
    return [{"part": p.part.value, "pieces": segments(report.text, p.span, marks)} for p in report.passages]


def _by_place(claims: tuple[Claim, ...]) -> list[Claim]:
    return sorted(claims, key=lambda c: c.evidence[0].span)
