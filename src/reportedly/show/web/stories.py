"""Pages on stories: which there are, one by its days, whom they are about.

In: requests. Out: HTML.
What a newcomer would get wrong: with `?on=` a page shows what was out on that day and nothing of what came later.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger import Ledger
from reportedly.model import Kind, Status
from reportedly.resolve import shipped as known_entities
from reportedly.run import asking
from reportedly.run import entities as naming
from reportedly.show.timeline import Day, timeline
from reportedly.show.web.rendering import PAGE, Rendering, asked_choice, asked_day, asked_page, further


class StoryPages:
    """Answers what is asked of stories in the ledger at `path`."""

    def __init__(self, path: Path, rendering: Rendering) -> None:
        self._path = path
        self._rendering = rendering

    def stories(self, request: Request) -> Response:
        """Stories, those first whose status changed last, as they stand or as they stood on a day."""
        asked = request.query_params
        wanted = asking.StoryFilter(
            about=asked.get("about") or None,
            kind=asked_choice(Kind, asked, "kind"),
            status=asked_choice(Status, asked, "status"),
            changed_since=asked_day(asked, "since"),
            on=asked_day(asked, "on"),
            disputed="disputed" in asked,
            events="events" in asked,
        )
        page = asked_page(asked)
        with Ledger(self._path) as ledger:
            found, total = asking.stories(ledger, known_entities(), wanted, PAGE, PAGE * (page - 1))
            within = 0 if total else asking.events_within(ledger, known_entities(), wanted)
        context = {"found": found, "total": total, "within": within, "asked": asked, "on": wanted.on}
        return self._rendering.page(request, "stories.html", context | further(request, page, total))

    def story(self, request: Request) -> Response:
        """One story, as it stands or as it stood on a day."""
        on, page = asked_day(request.query_params, "on"), asked_page(request.query_params)
        known = known_entities()
        with Ledger(self._path) as ledger:
            view = asking.story(ledger, known, request.path_params["id"], on)
            matter = asking.story(ledger, known, view.story.part_of) if view.story.part_of else None
            with ledger.derived() as derived:
                days = timeline(view, derived.taken([p.version_id for p in view.story.pages]))
                shown = _part(days, page)
                claims = derived.claims([s.claim_id for d in shown for e in d.entries for s in e.sayings])
        total = sum(len(one.entries) for one in days)
        context = {"view": view, "matter": matter, "on": on, "days": shown, "claims": claims}
        return self._rendering.page(request, "story.html", context | further(request, page, total))

    def entity(self, request: Request) -> Response:
        """Somebody whom reports name, and the stories in which they take part."""
        with Ledger(self._path) as ledger:
            found = naming.entity(ledger, known_entities(), request.path_params["key"])
        return self._rendering.page(request, "entity.html", {"found": found})


def _part(days: Sequence[Day], page: int) -> list[Day]:
    """Those reports of a timeline that are on one of its pages, by days."""
    flat = [(one.on, entry) for one in days for entry in one.entries][PAGE * (page - 1) : PAGE * page]
    return [Day(on, tuple(entry for _, entry in entries)) for on, entries in groupby(flat, key=itemgetter(0))]
