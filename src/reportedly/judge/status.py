"""How a story stands: its sayings, in order of time, move it along the ladder.

In: Story, and the day of the question. Out: History.
What a newcomer would get wrong: outlets and unnamed people can say whatever they like, they move a story to rumoured
or in talks only; an outlet's plain word goes further when a second origin gives it too. A forecast completes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly.model import Certainty, History, Kind, Phase, Saying, Stance, Standing, Status, StatusStep, Story

LADDER = (Status.RUMOURED, Status.IN_TALKS, Status.ANNOUNCED, Status.AGREED, Status.CLEARED, Status.COMPLETED)
_RUNG = {status: rung for rung, status in enumerate(LADDER)}
_STATUS = {
    Phase.CONSIDERED: Status.RUMOURED,
    Phase.TALKS: Status.IN_TALKS,
    Phase.PLANNED: Status.ANNOUNCED,
    Phase.SOUGHT: Status.ANNOUNCED,
    Phase.AGREED: Status.AGREED,
    Phase.UNDERWAY: Status.AGREED,
    Phase.CLEARED: Status.CLEARED,
    Phase.DONE: Status.COMPLETED,
    Phase.STALLED: Status.STALLED,
    Phase.OFF: Status.OFF,
}
_STANDING = {Standing.PARTY: "a party to it", Standing.AUTHORITY: "an authority"}
_ENDS = frozenset({Status.COMPLETED, Status.OFF})

# Days without news after which a story of that kind has lapsed.
_LAPSE_DAYS = {
    Kind.ACQUISITION: 540,
    Kind.MERGER: 540,
    Kind.STAKE: 365,
    Kind.PARTNERSHIP: 540,
    Kind.SUPPLY: 540,
    Kind.PRODUCTION: 730,
    Kind.FACILITY: 1095,
    Kind.APPROVAL: 730,
    Kind.FUNDING: 365,
    Kind.LAUNCH: 730,
    Kind.INSOLVENCY: 1095,
    Kind.LEGAL: 1825,
    Kind.POLICY: 1095,
}
_LAPSE_OTHER = 540


def history(story: Story, on: date | None = None) -> History:
    """The steps of `story`, as they could be known `on` that day (None: with all that is known, nothing lapsed)."""
    told = [s for s in story.sayings if not s.copied and _known(s, on)]
    state = _State(story)
    for saying in sorted(told, key=_order):
        state.take(saying)
    if on is not None:
        state.lapse(told, on)
    return History(tuple(state.steps), state.disputed)


def _known(saying: Saying, on: date | None) -> bool:
    """Whether a saying was out on that day; one whose day nothing bounds is never known to have been."""
    day = saying.on or saying.latest
    return on is None or (day is not None and day <= on)


def _order(saying: Saying) -> tuple[date, int, str]:
    """By day; where none is told, before all others, since what is dated weighs more."""
    day = saying.on or saying.earliest or date.min
    return day, _turn(saying), saying.claim_id


def _turn(saying: Saying) -> int:
    """Of sayings of one day: up the ladder first, then denials, then the end."""
    if saying.stance is Stance.DENIES:
        return len(LADDER)
    status = _STATUS[saying.phase]
    return _RUNG.get(status, len(LADDER) + (status is Status.OFF))


@dataclass(slots=True)
class _State:
    """Where a story stands while its sayings are taken in."""

    story: Story
    steps: list[StatusStep] = field(default_factory=list)
    disputed: bool = False
    _outlets: dict[Status, set[str]] = field(default_factory=dict)
    _affirmed: set[str] = field(default_factory=set)
    _denied: set[str] = field(default_factory=set)

    @property
    def status(self) -> Status | None:
        return self.steps[-1].status if self.steps else None

    def take(self, saying: Saying) -> None:
        """One more saying."""
        if saying.stance is Stance.DENIES:
            self._deny(saying)
        elif saying.stance is Stance.AFFIRMS:
            self._affirm(saying)

    def _deny(self, saying: Saying) -> None:
        if saying.standing is not Standing.PARTY:
            return
        self._denied.add(saying.origin_key or "")
        self._weigh()
        if self.status is None or _RUNG.get(self.status, 0) < _RUNG[Status.AGREED]:
            self._step(Status.DENIED, saying, "denied by a party to it")

    def _affirm(self, saying: Saying) -> None:
        status = self._reaches(saying)
        if saying.standing is Standing.PARTY and _STATUS[saying.phase] in LADDER[1:]:
            self._affirmed.add(saying.origin_key or "")
            self._weigh()
        if status is not None and self._moves(status, saying):
            self._step(status, saying, self._why(saying, status))

    def _weigh(self) -> None:
        """Parties contradict each other where one denies what another, and not itself, affirms."""
        self.disputed = bool(self._denied and self._affirmed - self._denied)

    def _reaches(self, saying: Saying) -> Status:
        """The status that a saying could give, by its phase, its certainty and who says it."""
        status = _STATUS[saying.phase]
        if saying.certainty is not Certainty.CERTAIN and status in (*LADDER[3:], Status.OFF, Status.STALLED):
            status = Status.ANNOUNCED  # a forecast
        if saying.standing in _STANDING or status in LADDER[:2]:
            return status
        if saying.certainty is Certainty.CERTAIN and saying.standing in (Standing.OUTLET, Standing.NAMED):
            told = self._outlets.setdefault(status, set())
            told.add(saying.origin_key or "")
            if len(told - {""}) > 1:
                return status
        return Status.IN_TALKS if status in (Status.AGREED, Status.CLEARED, Status.COMPLETED) else Status.RUMOURED

    def _moves(self, status: Status, saying: Saying) -> bool:
        """Whether a story goes on to that status: up the ladder, aside from it, or back onto it."""
        now = self.status
        if now is None:
            return True
        if now in _ENDS or status is now:
            return False
        if status not in _RUNG:
            return saying.standing is not Standing.UNNAMED
        if now is Status.DENIED:
            return _RUNG[status] > _RUNG[Status.IN_TALKS]
        if now is Status.STALLED:
            return _RUNG[status] >= max(_RUNG[Status.AGREED], self._highest())
        return _RUNG[status] > _RUNG.get(now, -1)

    def _highest(self) -> int:
        return max((_RUNG.get(step.status, -1) for step in self.steps), default=-1)

    def _why(self, saying: Saying, status: Status) -> str:
        if saying.standing in _STANDING:
            return f"said by {_STANDING[saying.standing]}"
        if status in LADDER[:2]:
            return "reported"
        return "reported by two origins"

    def _step(self, status: Status, saying: Saying, reason: str) -> None:
        if self.status is not status:
            self.steps.append(StatusStep(status, saying.claim_id, saying.on, saying.standing, reason))

    def lapse(self, told: Iterable[Saying], on: date) -> None:
        """A story that has not ended, and of which nothing new has come for as long as its kind allows."""
        days = _LAPSE_DAYS.get(self.story.kind, _LAPSE_OTHER) if self.story.kind else _LAPSE_OTHER
        last = max(_days(told), default=None)
        if self.status is None or self.status in _ENDS or last is None or on - last <= timedelta(days):
            return
        if self.status is not Status.DENIED:
            reason = f"nothing new for {days} days"
            self.steps.append(StatusStep(Status.LAPSED, None, last + timedelta(days + 1), None, reason))


def _days(sayings: Iterable[Saying]) -> Iterator[date]:
    for saying in sayings:
        if day := saying.on or saying.latest:
            yield day
