"""What all pages share: templates, headers, and conditions as they stand in an address.

In: a request, a template's name, values. Out: an answer whose page may load nothing from elsewhere and run nothing.
What a newcomer would get wrong: a condition that makes no sense is an error; left out, what is listed would look like
the answer to it.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from reportedly.errors import UsageError
from reportedly.model import Edit, Kind, Phase, Role, Stance, Status
from reportedly.show.revisions import sort_of_edit
from reportedly.show.tables import day, days_of, instant, report_facts, scores_line

HERE = Path(__file__).parent
PAGE = 50
_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_Choice = TypeVar("_Choice", bound=Enum)


class Rendering:
    """Makes pages of templates."""

    def __init__(self) -> None:
        self._templates = Jinja2Templates(directory=HERE / "templates")
        self._templates.env.globals.update(
            Edit=Edit,
            Role=Role,
            day=day,
            days_of=days_of,
            instant=instant,
            kinds=list(Kind),
            phases=list(Phase),
            report_facts=report_facts,
            scores_line=scores_line,
            sort_of_edit=sort_of_edit,
            stances=list(Stance),
            statuses=list(Status),
        )

    def page(self, request: Request, name: str, context: dict[str, Any], status: int = 200) -> Response:
        """The page that the template `name` makes of `context`."""
        answer = self._templates.TemplateResponse(request, name, context, status_code=status)
        answer.headers["Content-Security-Policy"] = _POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer


def asked_page(asked: Mapping[str, str]) -> int:
    """The number of the page that is asked for, from 1 on.

    Raises UsageError where it is none.

    >>> asked_page({"page": "2"}), asked_page({})
    (2, 1)
    """
    text = asked.get("page") or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise _invalid("page", text, "is no number of a page")
    return int(text)


def asked_choice(kind: type[_Choice], asked: Mapping[str, str], name: str) -> _Choice | None:
    """Which one of `kind` is asked for.

    Raises UsageError where it is none.
    """
    text = asked.get(name)
    try:
        return kind(text) if text else None
    except ValueError:
        known = ", ".join(repr(one.value) for one in kind)
        raise _invalid(name, text, f"is not one of {known}") from None


def asked_day(asked: Mapping[str, str], name: str) -> date | None:
    """Which day is asked for.

    Raises UsageError where it is none.
    """
    text = asked.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _invalid(name, text, "is no day of the form YYYY-MM-DD") from None


def _invalid(name: str, text: str | None, why: str) -> UsageError:
    """In the words of the command line."""
    return UsageError(f"Invalid value for {name!r}: {text!r} {why}.")


def further(request: Request, page: int, total: int) -> dict[str, str | None]:
    """The addresses of the pages before and behind `page` of a list of `total`, None where there is none."""
    there = {"before": page - 1 if page > 1 else None, "more": page + 1 if page * PAGE < total else None}
    return {name: str(request.url.include_query_params(page=n)) if n else None for name, n in there.items()}
