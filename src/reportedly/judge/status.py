"""How a story stands: its sayings, in order of time, move it along the ladder.

In: Story, and the day of the question. Out: History.
What a newcomer would get wrong: outlets and unnamed people can say whatever they like, they move a story to rumoured
or in talks only; an outlet's plain word goes further when a second origin gives it too. A forecast completes nothing.
"""

from dataclasses import dataclass, field, replace
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
_ENDS = frozenset({Status.COMPLETED, Status.OFF})
_ASIDE = frozenset({Status.STALLED, Status.OFF})
_HALTS = _ENDS | _ASIDE
_DEALS = frozenset({Status.AGREED, Status.CLEARED})
_PLAIN = frozenset({Standing.OUTLET, Standing.AUTHORITY})  # whose plain word counts when a second origin gives it too
_BECAUSE = {
    Standing.PARTY: "a party to it says so",
    Standing.AUTHORITY: "an authority says so",
    Standing.NAMED: "somebody who takes no part in it says so",
    Standing.OUTLET: "an outlet reports it",
    Standing.UNNAMED: "people who are not named say so",
    Standing.UNKNOWN: "an outlet that is not named reports it",
}

_EVEN = 0.5

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
    """The steps of `story`, as they could be known `on` that day; None: with all that is known, whenever that was."""
    told = [s for s in as_of(story, on).sayings if not s.copied]
    state = _State(story.kind, tuple(s for s in told if _tells_of_a_stop(s)))
    begin = min((s.on for s in told if s.on), default=date.min)
    for saying in sorted(told, key=lambda s: (_place(s, begin), _turn(s), s.on is None, s.claim_id)):
        state.take(saying)
    if on is not None:
        state.pass_time(on)
    return History(tuple(state.steps), state.disputed)


def as_of(story: Story, on: date | None) -> Story:
    """`story` with those sayings only that were out on that day; one whose day nothing bounds never surely was."""
    if on is None:
        return story
    return replace(story, sayings=tuple(s for s in story.sayings if (day := s.on or s.latest) and day <= on))


def _place(saying: Saying, begin: date) -> date:
    """Where a saying comes in: on its day; where none is told, when the story's dated sayings begin, or when it can.

    So what is dated weighs more. An end comes as late as it can instead, since little comes behind it; an approval
    that is refused or not given yet is no end, since it can still be given.
    """
    if saying.on:
        return saying.on
    if saying.stance is Stance.AFFIRMS and saying.kind is not Kind.APPROVAL and _STATUS[saying.phase] in _ENDS:
        return saying.latest or date.max
    first, last = saying.earliest or date.min, saying.latest or date.max
    return min(max(first, begin), last)


def _turn(saying: Saying) -> float:
    """Of sayings of one day: up the ladder first, then denials, then what stands aside, the end last.

    A denial whose day is not told answers rumours, not what a party announces.
    """
    if saying.stance is Stance.DENIES:
        return len(LADDER) if saying.on else _RUNG[Status.IN_TALKS] + 0.5
    status = _STATUS[saying.phase]
    return _RUNG.get(status, len(LADDER) + 1 + (status is Status.OFF))


@dataclass(slots=True)
class _State:
    """Where a story stands while its sayings are taken in."""

    kind: Kind | None
    asides: tuple[Saying, ...]  # those that say that it is off or delayed
    steps: list[StatusStep] = field(default_factory=list)
    disputed: bool = False
    _news: date | None = None  # the day of the last news
    _plain: dict[Status, set[str]] = field(default_factory=dict)  # origins of the plain word for a status
    _affirmed: dict[str, int] = field(default_factory=dict)  # by party: the highest rung that it affirms
    _denied: dict[str, int] = field(default_factory=dict)  # by party: the rung of what it denies

    @property
    def status(self) -> Status | None:
        return self.steps[-1].status if self.steps else None

    def take(self, saying: Saying) -> None:
        """One more saying."""
        if saying.on is not None:
            self.pass_time(saying.on)
        if day := saying.on or saying.latest:
            self._news = max(day, self._news or day)
        if saying.stance is Stance.DENIES:
            self._deny(saying)
        elif saying.stance is Stance.AFFIRMS:
            self._affirm(saying)

    def pass_time(self, on: date) -> None:
        """A story that has not ended, and of which nothing new has come for as long as its kind allows, lapses."""
        days = _LAPSE_DAYS.get(self.kind, _LAPSE_OTHER) if self.kind else _LAPSE_OTHER
        if self._news is None or on - self._news <= timedelta(days):
            return
        if self.status not in (None, Status.DENIED, Status.LAPSED, *_ENDS):
            day = self._news + timedelta(days + 1)
            self.steps.append(StatusStep(Status.LAPSED, None, day, None, f"nothing new for {days} days"))
            self._plain.clear()

    def _deny(self, saying: Saying) -> None:
        """A party says that it is not so; who denies that an event is off or delayed does not deny the event.

        Where nobody has said that it is, there is nothing of the kind to deny: "denied that it is in talks" is at times
        read as off.
        """
        if saying.standing is not Standing.PARTY or (_STATUS[saying.phase] in _ASIDE and self._is_answer(saying)):
            return
        self._contradict(saying)
        if self.status not in _ENDS and self._highest() < _RUNG[Status.AGREED]:
            self._step(Status.DENIED, saying, "a party to it denies it")
            self._plain.clear()

    def _is_answer(self, denial: Saying) -> bool:
        """Whether anybody can have said by then that it is off or delayed."""
        by_then = denial.on or denial.latest or date.max
        return any((aside.on or aside.earliest or date.min) <= by_then for aside in self.asides)

    def _affirm(self, saying: Saying) -> None:
        status = self._reaches(saying)
        if saying.standing is Standing.PARTY and status in LADDER[1:]:
            for who in _speakers(saying):
                self._affirmed[who] = max(_RUNG[status], self._affirmed.get(who, -1))
                self._denied.pop(who, None)
            self._weigh()
        if status is not None and self._moves(status, saying):
            self._step(status, saying, self._why(saying, status))

    def _contradict(self, denial: Saying) -> None:
        """A party's last word counts; but who has agreed, and is told to have denied talks, has done that before."""
        rung = _denied_rung(denial)
        for who in _speakers(denial):
            if rung >= _RUNG[Status.AGREED] or self._affirmed.get(who, -1) < _RUNG[Status.AGREED]:
                self._affirmed.pop(who, None)
                self._denied[who] = rung
        self._weigh()

    def _weigh(self) -> None:
        """Parties contradict each other where one denies what another affirms."""
        self.disputed = bool(self._denied and self._affirmed)

    def _reaches(self, saying: Saying) -> Status | None:
        """The status that a saying could give, by its phase, its certainty and who says it."""
        status = _at_most(_told(saying, self.kind), saying.certainty)
        if status in _HALTS and not _is_read_surely(saying):
            return None
        if status is None or status in LADDER[:2]:
            return status
        if self._suffices(saying, status):
            return status
        if saying.certainty is Certainty.CERTAIN and saying.standing in _PLAIN and saying.origin_key:
            told = self._plain.setdefault(status, set())
            told.add(saying.origin_key)
            if len(told) > 1:
                return status
        return Status.IN_TALKS if status in (Status.AGREED, Status.CLEARED, Status.COMPLETED) else Status.RUMOURED

    @staticmethod
    def _suffices(saying: Saying, status: Status) -> bool:
        """Whether it is enough alone, read surely: a party on everything, an authority on what it clears or refuses."""
        if not _is_read_surely(saying):
            return False
        if saying.standing is Standing.AUTHORITY:
            return status is Status.CLEARED or saying.kind is Kind.APPROVAL
        return saying.standing is Standing.PARTY

    def _moves(self, status: Status, saying: Saying) -> bool:
        """Whether a story goes on to that status: up the ladder, aside from it, or back onto it."""
        now = self.status
        if now is Status.OFF and self.kind is Kind.APPROVAL:
            return status is Status.CLEARED
        if now in _ENDS or status is now:
            return now is Status.OFF and self._is_taken_up(status, saying)
        if now is None or now is Status.LAPSED or status in _ASIDE:
            return True
        return _RUNG[status] >= self._least(now, saying)

    def _is_taken_up(self, status: Status, saying: Saying) -> bool:
        """Whether what was off goes on: a party says on a later day that it is agreed, cleared or done."""
        deed = _RUNG.get(status, 0) >= _RUNG[Status.AGREED] and saying.standing is Standing.PARTY
        return deed and saying.on is not None

    def _least(self, now: Status, saying: Saying) -> int:
        """The lowest rung that brings a story on: after a denial only deeds count, unless a party takes it back."""
        if now is Status.DENIED:
            return _RUNG[Status.ANNOUNCED if saying.standing is Standing.PARTY else Status.AGREED]
        if now is Status.STALLED:
            return max(_RUNG[Status.AGREED], self._highest())
        return self._highest() + 1

    def _highest(self) -> int:
        """The highest rung since the story began, or began again."""
        highest = -1
        for step in self.steps:
            highest = -1 if step.status in (Status.LAPSED, Status.OFF) else max(highest, _RUNG.get(step.status, -1))
        return highest

    def _why(self, saying: Saying, status: Status) -> str:
        if self.status is Status.OFF and self.kind is not Kind.APPROVAL:
            return "taken up again: a party to it says so"
        if status not in LADDER[:2] and not self._suffices(saying, status):
            return "two independent origins report it"
        because, lowered = _BECAUSE[saying.standing], status is not _STATUS[saying.phase]
        if lowered and saying.certainty is not Certainty.CERTAIN:
            return because + ", as a forecast"
        if lowered and saying.standing in (Standing.PARTY, Standing.AUTHORITY) and not _is_read_surely(saying):
            return because + ", read with less than even odds"
        return because

    def _step(self, status: Status, saying: Saying, reason: str) -> None:
        if self.status is not status:
            self.steps.append(StatusStep(status, saying.claim_id, saying.on, saying.standing, reason))
        if status in _DEALS:
            self._denied = {who: rung for who, rung in self._denied.items() if rung >= _RUNG[Status.AGREED]}
            self._weigh()
        if status in _ENDS:
            self._plain.clear()
            self._affirmed.clear()
            self._denied.clear()
            self.disputed = False


def _speakers(saying: Saying) -> tuple[str, ...]:
    """The parties whose word a saying is."""
    return saying.word_of or (saying.origin_key or "",)


def _denied_rung(denial: Saying) -> int:
    """How far along on the ladder what is denied is; "denied that it is in talks" is at times read as off."""
    return _RUNG.get(_STATUS[denial.phase], _RUNG[Status.IN_TALKS])


def _told(saying: Saying, kind: Kind | None) -> Status | None:
    """The status that a saying tells of; an approval that is had is a clearance, one that fails only stalls a deal.

    A share that somebody holds ("its 15 percent owner") completes no takeover or merger.
    """
    status = _STATUS[saying.phase]
    if saying.kind is Kind.STAKE and status is Status.COMPLETED and kind not in (None, Kind.STAKE):
        return None
    if saying.kind is not Kind.APPROVAL:
        return status
    if status is Status.COMPLETED:
        return Status.CLEARED
    if kind is Kind.APPROVAL or status is Status.CLEARED:
        return status
    return Status.STALLED if status in _ASIDE else None


def _tells_of_a_stop(saying: Saying) -> bool:
    """Whether it says, for certain and surely read, that the event is off or delayed."""
    affirms = saying.stance is Stance.AFFIRMS and saying.certainty is Certainty.CERTAIN
    return affirms and _STATUS[saying.phase] in _ASIDE and _is_read_surely(saying)


def _is_read_surely(saying: Saying) -> bool:
    """Whether the engine held the phase for more probable than all others together.

    Where one saying is enough for a step, a misreading would stand for good, so what a party or an authority says of
    more than talks counts, if it is not read surely, like the word of others. An end or a stop, behind which little
    comes, has to be read surely whoever tells of it.
    """
    return saying.phase_score is None or saying.phase_score > _EVEN


def _at_most(status: Status | None, certainty: Certainty) -> Status | None:
    """What is likely is a plan at most, what may be is a rumour; an end or a delay that may come is nothing yet.

    Talks that may lead to something are talks.
    """
    if status is None or certainty is Certainty.CERTAIN or status in LADDER[:2]:
        return status
    if status in _ASIDE:
        return None
    return Status.ANNOUNCED if certainty is Certainty.PROBABLE else Status.RUMOURED
