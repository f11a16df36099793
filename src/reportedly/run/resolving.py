"""Reports of the ledger become stories: those that a new report touches, and no others.

In: a ledger, the known entities. Out: the derived tables, up to date.
What a newcomer would get wrong: the result is a function of the reports that are there, not of the order in which they
came. So whatever a new report could change is taken apart and made again from the pages' own looks: its family of
copies, the reports that are connected with it by being alike, the matters that its claims speak of.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b

from cattrs.preconf.json import JsonConverter, make_converter

from reportedly.extract.language import language_code
from reportedly.judge import history
from reportedly.ledger import Derived, KeptPage, KeptStory, KeptTie, Ledger, Waiting
from reportedly.model import Claim, Judgement, Report, Story, story_id
from reportedly.resolve import Known, Member, Told, components, copies, judged, matters
from reportedly.resolve.judged import said_before, set_aside, touched
from reportedly.resolve.reading import Look, Reader
from reportedly.resolve.stories import pairs, participants, stories
from reportedly.run.owners import Owners, below, moved

_AT_ONCE, _MOST_AT_ONCE = 200, 2_000  # versions that are taken in within one transaction
_GROWTH = 4  # a transaction takes in a fourth of what came before it, so that a story of thousands is made a few times


def resolving(ledger: Ledger, known: Known, reader: Reader | None = None) -> Iterator[int]:
    """Take in every version that is not in the stories yet: how many each transaction has taken in.

    A stop at any moment leaves the stories as they were after the last transaction. Who calls this often gives the
    `reader` of `known`, which takes longer to make than a report to join.
    """
    said: list[Judgement] | None = [] if reader else None  # a reader that is given knows of no judgements
    now, taken = known, 0
    while True:
        with ledger.deriving() as derived:
            derived.begin()
            waiting = derived.waiting(min(max(_AT_ONCE, taken // _GROWTH), _MOST_AT_ONCE))
            if not waiting:
                return
            judgements = derived.judgements()
            if reader is None or said != judgements:  # somebody may judge between two transactions
                said, now = judgements, judged(known, judgements)
                reader = Reader(now)
            _take(derived, reader, now, waiting)
        taken += len(waiting)
        yield len(waiting)


def _take(derived: Derived, reader: Reader, known: Known, waiting: Sequence[Waiting]) -> None:
    """Take in `waiting`, and anew the pages that name somebody of whom these tell another owner than before."""
    before = _Taking(derived, reader, known).take(waiting)
    again = derived.as_waiting(derived.naming(sorted(moved(derived, [w.version_seq for w in waiting], before))))
    for start in range(0, len(again), _MOST_AT_ONCE):
        # What a page tells of ties does not rest on ties, so the owners do not change by this.
        _Taking(derived, reader, known).take(again[start : start + _MOST_AT_ONCE])


def resolve(ledger: Ledger, known: Known, reader: Reader | None = None) -> int:
    """Take in every version that is not in the stories yet; how many they were."""
    return sum(resolving(ledger, known, reader))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement did: which earlier ones it set aside, how many reports were read anew for it.

    `said_before` is the one that says the same already: then it did nothing.
    """

    set_aside: tuple[Judgement, ...] = ()
    reports: int = 0
    said_before: Judgement | None = None


def judge(ledger: Ledger, known: Known, judgement: Judgement) -> Judged:
    """Put a judgement on record and take in anew the pages that it touches, all in one transaction.

    One that is on record already, and holds, changes nothing.
    """
    with ledger.deriving() as derived:
        derived.begin()
        earlier = derived.judgements()
        if (same := said_before(earlier, judgement)) is not None:
            return Judged(said_before=same)
        derived.judge(judgement)
        before, after = judged(known, earlier), judged(known, [*earlier, judgement])
        keys = touched(before, after, judgement)
        keys |= below(derived, keys)
        pages = derived.as_waiting(derived.naming(sorted(keys)))
        reader = Reader(after)
        for start in range(0, len(pages), _AT_ONCE):
            _take(derived, reader, after, pages[start : start + _AT_ONCE])
    return Judged(tuple(set_aside(earlier, judgement)), len(pages))


def drop(ledger: Ledger) -> None:
    """Drop all stories; `resolving` makes them again."""
    with ledger.deriving() as derived:
        derived.clear()


@cache
def plain() -> JsonConverter:
    """Values to JSON and back."""
    return make_converter()


def story_of(kept: KeptStory) -> Story:
    """The story that was kept."""
    return plain().loads(kept.body, Story)


def key_number(key: str) -> int:
    """A key as the ledger keeps it: 63 bits of its digest."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


class _Taking:
    """One transaction's work."""

    def __init__(self, derived: Derived, reader: Reader, known: Known) -> None:
        self._derived, self._owners = derived, Owners(derived)
        self._known = known.with_ties(self._owners.of)
        self._reader = reader.knowing(self._known)
        self._looks: dict[int, Look] = {}

    def take(self, waiting: Sequence[Waiting]) -> list[KeptTie]:
        """Take in `waiting`, and make again whatever they touch; the ties that pages told whose place they take."""
        new = [w.version_seq for w in waiting]
        outdated = self._derived.outdated(new)
        stale = set(self._derived.matters_of(outdated))
        old = self._derived.pages(outdated)
        near = {seq for pair in self._derived.likeness(outdated) for seq in pair} - set(outdated)
        relatives = set(self._derived.family(p.root_seq for p in old if p.root_seq is not None)) - set(outdated)
        before = self._derived.ties(told_by=outdated)
        self._owners.look_up(tie.part for tie in before)  # as long as they are told: they may be told anew below
        self._derived.forget(outdated)
        self._keep({one.version_seq: one for one in waiting})
        members, roots, added, removed = self._families(new, relatives)
        stale |= set(self._derived.matters_of(sorted(members)))
        near |= {seq for pair in self._derived.likeness(removed) for seq in pair} - set(removed)
        self._derived.drop_likeness(removed)
        self._derived.drop_keys("matter", removed)
        self._compare(added)
        self._matters({*roots, *near}, stale, new)
        return before

    def _keep(self, waiting: Mapping[int, Waiting]) -> None:
        """Versions become pages."""
        told: list[KeptTie] = []
        for seq, report, claims in self._derived.read(list(waiting)):
            look, fault = self._seen(report, claims)
            self._looks[seq] = look
            body = json.dumps(plain().unstructure(look), ensure_ascii=False).encode()
            self._derived.put_page(waiting[seq], body, fault)
            self._derived.put_keys("copy", seq, look.profile.keys)
            self._derived.put_keys("pair", seq, _pairs_told(look.told))
            self._derived.put_named(seq, look.named)
            told += (KeptTie(t.claim_id, t.part, owner, t.origin, t.said, seq) for t in look.ties for owner in t.owners)
        self._derived.put_ties(told)  # all at once: until then every page was read with the owners from before

    def _seen(self, report: Report, claims: Sequence[Claim]) -> tuple[Look, str | None]:
        """The look of a report; a fault of ours in its claims keeps these from its stories, and no report from any."""
        language = report.language or language_code(report.text)
        try:
            return self._reader.look(report, claims, language), None
        except Exception as error:
            return self._reader.look(report, (), language), f"{type(error).__name__}: {error}"

    def _look(self, seqs: Iterable[int]) -> dict[int, Look]:
        """The looks of those pages, read once in a transaction."""
        seqs = set(seqs)
        for seq, body in self._derived.bodies(seqs - self._looks.keys()):
            self._looks[seq] = plain().loads(body, Look)
        return {seq: self._looks[seq] for seq in sorted(seqs)}

    def _families(self, new: Sequence[int], relatives: set[int]) -> tuple[set[int], set[int], list[int], list[int]]:
        """Find the copies of new pages: all families concerned, their roots, those new as such, and former ones."""
        looks = self._look(new)
        near = self._derived.sharing("copy", {key for look in looks.values() for key in look.profile.keys})
        alike = self._alike(looks, self._look(near))
        roots = {p.root_seq for p in self._derived.pages([*alike, *relatives]) if p.root_seq is not None}
        members = {*new, *relatives, *alike, *self._derived.family(roots)}
        before = {p.version_seq for p in self._derived.pages(members) if p.root_seq == p.version_seq}
        after = self._place(self._look(members))
        return members, after, sorted(after - before), sorted(before - after)

    @staticmethod
    def _alike(new: Mapping[int, Look], near: Mapping[int, Look]) -> set[int]:
        """Those of `near` that are copies of one of `new`, or `new` of them."""
        holding: dict[int, set[int]] = {}
        for seq, look in new.items():
            for key in look.profile.keys:
                holding.setdefault(key, set()).add(seq)
        return {seq for seq, look in near.items() if _is_copy(seq, look, new, holding)}

    def _place(self, looks: Mapping[int, Look]) -> set[int]:
        """Put pages into families; the roots."""
        seq_of = {look.profile.version_id: seq for seq, look in looks.items()}
        profiles = {look.profile.version_id: look.profile for look in looks.values()}
        told = {
            look.profile.version_id: copies.Told(look.profile.on, look.credits, len(look.profile.shingles))
            for look in looks.values()
        }
        roots: set[int] = set()
        for family in copies.families(profiles):
            taken = {copy.version_id: copy for copy in copies.tree(family, profiles, told)}
            root = seq_of[next(v for v in family if v not in taken)]
            roots.add(root)
            for version_id in family:
                copy = taken.get(version_id)
                found = (seq_of[copy.copy_of], copy.how.value, copy.share) if copy else None
                self._derived.place(seq_of[version_id], root, found)
        return roots

    def _compare(self, roots: Sequence[int]) -> None:
        """Find how alike new roots are to other roots."""
        looks = self._look(roots)
        for seq, look in looks.items():
            keys = {key_number(key) for key in matters.keys(look.profile)}
            near = [s for s in self._derived.sharing("matter", keys) if s != seq]
            found = {(seq, s): matters.alike(look.profile, other.profile) for s, other in self._look(near).items()}
            self._derived.put_likeness({pair for pair, score in found.items() if score >= matters.LEAST})
            self._derived.put_keys("matter", seq, keys)

    def _matters(self, touched: set[int], stale: set[str], new: Sequence[int]) -> None:
        """Make the matters again that touched roots are connected with, and those that new claims speak of."""
        part = self._connected(touched)
        changed = {p.matter for p in self._derived.pages(part) if p.matter}
        spoken = self._derived.matters_with(k for look in self._look(new).values() for k in _pairs_told(look.told))
        stale |= changed
        again = set(spoken) | stale
        left = {p.root_seq for p in self._derived.pages(self._derived.about(sorted(again)))} - {None}
        more = self._connected({seq for seq in left if seq is not None} | part)
        again |= {p.matter for p in self._derived.pages(more) if p.matter}
        self._derived.drop_stories(sorted(again))
        for cluster in self._clusters(more):
            self._tell(cluster)

    def _connected(self, seqs: set[int]) -> set[int]:
        """All roots connected with `seqs` by being alike."""
        found, edge = set(seqs), set(seqs)
        while edge:
            edge = {seq for pair in self._derived.likeness(sorted(edge)) for seq in pair} - found
            found |= edge
        return found

    def _clusters(self, seqs: set[int]) -> Iterator[list[int]]:
        """The matters among roots, found by their version ids, so that the order in which they came has no effect."""
        profiles = {look.profile.version_id: look.profile for look in self._look(seqs).values()}
        seq_of = {look.profile.version_id: seq for seq, look in self._look(seqs).items()}
        ids = {seq: version_id for version_id, seq in seq_of.items()}
        alike = [(ids[a], ids[b]) for a, b in self._derived.likeness(sorted(seqs))]
        for part in components(profiles, alike):
            for cluster in matters.matters({version_id: profiles[version_id] for version_id in part}, alike):
                yield [seq_of[version_id] for version_id in cluster]

    def _tell(self, roots: Sequence[int]) -> None:
        """One matter becomes stories."""
        pages = {p.version_seq: p for p in self._derived.pages(self._derived.family(roots))}
        looks = self._look(pages)
        ids = {seq: look.profile.version_id for seq, look in looks.items()}
        self._owners.look_up(key for look in looks.values() for one in look.told for key in one.parties)
        own = [self._member(look, pages[seq], ids) for seq, look in looks.items()]
        keys = {key_number(key) for key in pairs(participants(own, self._known))}
        mentioning = set(self._derived.sharing("pair", keys)) - pages.keys()
        others = self._derived.pages(mentioning)
        found = self._look(mentioning)
        ids |= {seq: look.profile.version_id for seq, look in found.items()}
        made = stories(own, [self._member(found[p.version_seq], p, ids) for p in others], self._known)
        seq_of = {version_id: seq for seq, version_id in ids.items()}
        self._derived.set_matter(made[0].id, sorted(pages))
        for story in made:
            self._put(story, made[0].id, seq_of, [m.report_id for m in own])
        self._derived.put_pairs(made[0].id, keys)

    @staticmethod
    def _member(look: Look, page: KeptPage, ids: Mapping[int, str]) -> Member:
        copied = page.copy_of_seq is not None
        return Member(
            report_id=look.report_id,
            version_id=look.profile.version_id,
            on=look.profile.on,
            copy_of=ids.get(page.copy_of_seq) if page.copy_of_seq is not None else None,
            origins=look.origins,
            names=look.profile.names,
            bounds=look.bounds,
            named=frozenset(key for key, (_, times) in look.named.items() if times),
            told=tuple(replace(t, saying=replace(t.saying, copied=copied)) for t in look.told),
        )

    def _put(self, story: Story, matter: str, seq_of: Mapping[str, int], report_ids: Sequence[str]) -> None:
        found = history(story)
        kept = KeptStory(
            id=story.id,
            matter=matter,
            kind=story.kind.value if story.kind else None,
            status=found.status.value if found.status else None,
            disputed=found.disputed,
            changed_on=found.changed_on,
            body=json.dumps(plain().unstructure(story), ensure_ascii=False).encode(),
        )
        firsts = report_ids if story.part_of is None else [s.claim_id for s in story.sayings]
        pages = {seq_of[p.version_id]: p.main for p in story.pages}
        self._derived.put_story(kept, pages, map(story_id, firsts))


def _is_copy(seq: int, look: Look, new: Mapping[int, Look], holding: Mapping[int, set[int]]) -> bool:
    """Whether a page shares a key and enough text with one of `new`; the first that does is enough."""
    seen = {seq}
    for key in look.profile.keys:
        for other in holding.get(key, set()) - seen:
            if copies.is_copy(look.profile, new[other].profile):
                return True
            seen.add(other)
    return False


def _pairs_told(told: Iterable[Told]) -> set[int]:
    """The pairs of parties in one claim."""
    return {key_number(key) for one in told for key in pairs(one.parties)}
