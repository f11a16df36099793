"""The pages and how they are served.

In: the ledger's path. Out: a Starlette application.
What a newcomer would get wrong: the ledger is opened anew for each request, so pages show what was added meanwhile.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from reportedly.errors import NotFound, ReportedlyError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import Claim, Edit, Kind, Phase, Role, Span, notes
from reportedly.show.revisions import sort_of_edit
from reportedly.show.tables import day, days_of, instant, report_facts, scores_line, segments

_HERE = Path(__file__).parent
_PAGE = 50
_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_Choice = TypeVar("_Choice", bound=Enum)


def make_app(path: Path) -> Starlette:
    """The application that shows the ledger at `path`."""
    pages = _Pages(path)
    routes = [
        Route("/", pages.claims),
        Route("/claims/{id}", pages.claim),
        Route("/reports", pages.reports),
        Route("/reports/{id}", pages.report),
        Mount("/static", StaticFiles(directory=_HERE / "static")),
    ]
    # Only names of this machine: a page elsewhere that points its own name here gets nothing.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1", "[::1]"])
    handlers: dict[Any, Callable[[Request, Exception], Response]] = {
        ReportedlyError: pages.failed,
        404: pages.failed,
    }
    return Starlette(routes=routes, middleware=[hosts], exception_handlers=handlers)


def serve(path: Path, host: str, port: int) -> None:
    """Show the ledger at `path` until interrupted."""
    uvicorn.run(make_app(path), host=host, port=port, log_level="warning", server_header=False)


class _Pages:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._templates = Jinja2Templates(directory=_HERE / "templates")
        self._templates.env.globals.update(
            Role=Role,
            day=day,
            days_of=days_of,
            instant=instant,
            report_facts=report_facts,
            scores_line=scores_line,
            Edit=Edit,
            sort_of_edit=sort_of_edit,
            kinds=list(Kind),
            phases=list(Phase),
        )

    def claims(self, request: Request) -> Response:
        asked = request.query_params
        wanted = ClaimFilter(
            about=asked.get("about") or None,
            kind=_choice(Kind, asked.get("kind")),
            phase=_choice(Phase, asked.get("phase")),
            voice=asked.get("voice") or None,
            since=_date(asked.get("since")),
            search=asked.get("search") or None,
        )
        page = _number(asked.get("page"))
        with Ledger(self._path) as ledger:
            total, undated = ledger.count(wanted)
            found = list(ledger.claims(wanted, limit=_PAGE, offset=_PAGE * (page - 1)))
            counts = ledger.counts()
        context = {
            "found": found,
            "total": total,
            "undated": undated,
            "counts": counts,
            "asked": asked,
            "more": _more(request, page, total),
        }
        return self._page(request, "claims.html", context)

    def claim(self, request: Request) -> Response:
        with Ledger(self._path) as ledger:
            found = ledger.claim(request.path_params["id"])
            stored = ledger.report(found.claim.version_id)
        marks = [q.span for q in found.claim.evidence]
        passages = [p for p in _passages(stored.report, marks) if any(marked for _, marked in p["pieces"])]
        return self._page(
            request,
            "claim.html",
            {"stored": found, "passages": passages, "offsets": found.claim.offsets()},
        )

    def reports(self, request: Request) -> Response:
        search = request.query_params.get("search") or None
        page = _number(request.query_params.get("page"))
        with Ledger(self._path) as ledger:
            total = ledger.count_reports(search)
            heads = list(ledger.reports(search, limit=_PAGE, offset=_PAGE * (page - 1)))
        context = {"heads": heads, "total": total, "search": search or "", "more": _more(request, page, total)}
        return self._page(request, "reports.html", context)

    def report(self, request: Request) -> Response:
        with Ledger(self._path) as ledger:
            stored = ledger.report(request.path_params["id"])
            versions = ledger.history(stored.head.id)
        marks = [q.span for claim in stored.claims for q in claim.evidence]
        context = {
            "stored": stored,
            "passages": _passages(stored.report, marks),
            "claims": _by_place(stored.claims),
            "versions": versions,
            "notes": notes(stored.report),
        }
        return self._page(request, "report.html", context)

    def failed(self, request: Request, error: Exception) -> Response:
        status = 404 if isinstance(error, NotFound) or getattr(error, "status_code", 0) == 404 else 400
        message = str(error) if isinstance(error, ReportedlyError) else "there is no such page"
        return self._page(request, "failed.html", {"message": message}, status)

    def _page(self, request: Request, name: str, context: dict[str, Any], status: int = 200) -> Response:
        answer = self._templates.TemplateResponse(request, name, context, status_code=status)
        answer.headers["Content-Security-Policy"] = _POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer


def _more(request: Request, page: int, total: int) -> str | None:
    """The address of the next page, if there is one."""
    return str(request.url.include_query_params(page=page + 1)) if page * _PAGE < total else None


def _passages(report: Any, marks: list[Span]) -> list[dict[str, Any]]:
    return [{"part": p.part.value, "pieces": segments(report.text, p.span, marks)} for p in report.passages]


def _by_place(claims: tuple[Claim, ...]) -> list[Claim]:
    return sorted(claims, key=lambda c: c.evidence[0].span)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and int(text[:9]) > 0 else 1


def _choice(kind: type[_Choice], text: str | None) -> _Choice | None:
    try:
        return kind(text) if text else None
    except ValueError:
        return None


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
