"""What people ask of what is derived from reports and claims: stories, copies, who is named, who is whose.

In: a connection of the ledger, ids and keys. Out: rows as they are kept, and where they lead to.
What a newcomer would get wrong: nothing is decided here, and nothing of it is worth keeping (ledger.derived).
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from reportedly.ledger import queries, versions
from reportedly.ledger import schema as t
from reportedly.ledger.judging import all_judgements
from reportedly.ledger.rows import ReportHead, StoredClaim
from reportedly.model import Judgement

RULES = 6  # to be raised with every change after which what is kept would be read or judged otherwise
_PIECE = 400


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Where a page is kept: `root_seq` heads its family of copies, `matter` is the story it is mostly about."""

    version_seq: int
    root_seq: int | None
    copy_of_seq: int | None
    how: str | None
    share: float | None
    matter: str | None


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story as it is kept."""

    id: str
    matter: str
    kind: str | None
    status: str | None
    disputed: bool
    changed_on: date | None
    body: bytes


@dataclass(frozen=True, slots=True)
class KeptTie:
    """A claim on a page tells that `part` belongs to `owner`, both keys, on the word of `origin`, as it is `said`."""

    claim: str
    part: str
    owner: str
    origin: str
    said: str
    version_seq: int


class Asked:
    """The derived tables, to be read."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @property
    def is_outdated(self) -> bool:
        """Whether what is kept was made by other rules than today's."""
        one = self._connection.execute(sa.select(t.pages.c.version_seq).limit(1)).first()
        return one is not None and not self._is_by_todays_rules()

    def _is_by_todays_rules(self) -> bool:
        return self._connection.execute(sa.select(t.made.c.rules)).scalar() == RULES

    def left(self) -> int:
        """How many versions are waiting; all of them where the rules have changed."""
        return int(self._connection.execute(self._left(sa.select(sa.func.count()))).scalar_one())

    def _left(self, what: sa.Select[Any]) -> sa.Select[Any]:
        v, r = t.versions, t.readings
        newer_version, newer_reading, read = v.alias(), r.alias(), r.alias()
        last = sa.literal(0) if self.is_outdated else sa.select(sa.func.max(t.pages.c.reading_seq)).scalar_subquery()
        return (
            what.select_from(v)
            .join(r, r.c.version_seq == v.c.seq)
            .join(t.reports, t.reports.c.seq == v.c.report_seq)
            .where(
                r.c.seq > sa.func.coalesce(last, 0),
                ~_exists(
                    newer_version,
                    newer_version.c.report_seq == v.c.report_seq,
                    newer_version.c.number > v.c.number,
                    _exists(read, read.c.version_seq == newer_version.c.seq),
                ),
                ~_exists(newer_reading, newer_reading.c.version_seq == v.c.seq, newer_reading.c.seq > r.c.seq),
            )
        )

    def judgements(self) -> list[Judgement]:
        """What people judged, the oldest first; no part of what is derived, but all of that rests on it."""
        return all_judgements(self._connection)

    def faults(self) -> list[tuple[str, str]]:
        """The reports whose claims could not be taken in, by id, and why."""
        p, v, r = t.pages, t.versions, t.reports
        statement = sa.select(r.c.id, p.c.fault).join(v, v.c.report_seq == r.c.seq).join(p, p.c.version_seq == v.c.seq)
        faulty = statement.where(p.c.fault.is_not(None)).order_by(r.c.id)
        return [tuple(row) for row in self._connection.execute(faulty)]

    def stories(self, ids: Sequence[str] | None = None) -> Iterator[KeptStory]:
        """Those stories, or all."""
        statement = sa.select(t.stories).order_by(t.stories.c.matter, t.stories.c.id)
        for piece in in_pieces(ids) if ids is not None else [None]:
            asked = statement if piece is None else statement.where(t.stories.c.id.in_(piece))
            for row in self._connection.execute(asked).mappings():
                yield KeptStory(**{**row, "body": zlib.decompress(row["body"])})

    def of_matter(self, matter: str) -> Iterator[KeptStory]:
        """A matter with all its events."""
        rows = self._connection.execute(sa.select(t.stories.c.id).where(t.stories.c.matter == matter))
        yield from self.stories(list(rows.scalars()))

    def feeding(self, version_id: str) -> Iterator[KeptStory]:
        """The stories that a version feeds."""
        p = t.story_pages
        statement = sa.select(p.c.story).join(t.versions, t.versions.c.seq == p.c.version_seq)
        ids = self._connection.execute(statement.where(t.versions.c.id == version_id)).scalars()
        yield from self.stories(sorted(ids))

    def found(self, story_id: str) -> list[str]:
        """Stories that have, or could have, an id that begins so."""
        names = t.story_ids
        exact = sa.select(names.c.story).where(names.c.id == story_id)
        begins = sa.select(names.c.story).where(names.c.id.startswith(story_id, autoescape=True)).distinct().limit(3)
        return sorted(set(self._connection.execute(exact).scalars()) or set(self._connection.execute(begins).scalars()))

    def taken(self, version_ids: Sequence[str]) -> dict[str, tuple[str, float]]:
        """Those versions that are copies, each with how it was made and what share of the shorter text both hold."""
        p, v = t.pages, t.versions
        statement = sa.select(v.c.id, p.c.how, p.c.share).join(p, p.c.version_seq == v.c.seq)
        found: dict[str, tuple[str, float]] = {}
        for piece in in_pieces(version_ids):
            rows = self._connection.execute(statement.where(v.c.id.in_(piece), p.c.how.is_not(None)))
            found |= {row.id: (row.how, row.share) for row in rows}
        return found

    def claims(self, claim_ids: Sequence[str]) -> dict[str, StoredClaim]:
        """The claims with those ids, as their newest readings have them."""
        c = t.claims
        statement = sa.select(sa.func.max(c.c.seq)).group_by(c.c.id)
        seqs: list[int] = []
        for piece in in_pieces(claim_ids):
            seqs += self._connection.execute(statement.where(c.c.id.in_(piece))).scalars()
        return {found.claim.id: found for found in queries.claims_at(self._connection, seqs)}

    def family_of(self, version_id: str) -> list[KeptPage]:
        """The family of copies of that version; empty where it is no page."""
        p = t.pages
        root = sa.select(p.c.root_seq).join(t.versions, t.versions.c.seq == p.c.version_seq)
        roots = self._connection.execute(root.where(t.versions.c.id == version_id)).scalars()
        return self.pages(self.family(seq for seq in roots if seq is not None))

    def pages(self, version_seqs: Iterable[int]) -> list[KeptPage]:
        """Those pages, in order of their seqs."""
        found: list[KeptPage] = []
        columns = [t.pages.c[name] for name in KeptPage.__slots__]
        for piece in in_pieces(sorted(set(version_seqs))):
            rows = self._connection.execute(sa.select(*columns).where(t.pages.c.version_seq.in_(piece))).mappings()
            found += [KeptPage(**row) for row in rows]
        return sorted(found, key=lambda page: page.version_seq)

    def bodies(self, version_seqs: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """What is kept of those pages themselves."""
        statement = sa.select(t.pages.c.version_seq, t.pages.c.body)
        for piece in in_pieces(sorted(set(version_seqs))):
            for seq, body in self._connection.execute(statement.where(t.pages.c.version_seq.in_(piece))):
                yield seq, zlib.decompress(body)

    def family(self, root_seqs: Iterable[int]) -> list[int]:
        """All pages of the families with those roots."""
        return self._seqs(sa.select(t.pages.c.version_seq), t.pages.c.root_seq, sorted(set(root_seqs)))

    def matters_of(self, version_seqs: Sequence[int]) -> list[str]:
        """Matters that those pages are about, or are mentioned on."""
        found: set[str] = set()
        s, p = t.stories, t.story_pages
        both = sa.select(s.c.matter).join(p, p.c.story == s.c.id)
        for piece in in_pieces(version_seqs):
            found.update(self._connection.execute(both.where(p.c.version_seq.in_(piece))).scalars())
        return sorted(found)

    def heads(self, version_seqs: Iterable[int]) -> dict[int, ReportHead]:
        """The heads of those pages, by seq."""
        found: dict[int, ReportHead] = {}
        for piece in in_pieces(sorted(set(version_seqs))):
            found |= dict(versions.head_rows(self._connection, set(piece)))
        return found

    def heads_by_version(self, version_ids: Sequence[str]) -> dict[str, ReportHead]:
        """The heads of those pages, by the ids of their versions."""
        seqs = self._seqs(sa.select(t.versions.c.seq), t.versions.c.id, version_ids)
        return {head.version_id: head for head in self.heads(seqs).values()}

    def entities(self) -> list[str]:
        """The keys of all whom the pages name, the most often named first."""
        n = t.named
        pages = sa.func.count()
        statement = sa.select(n.c.key).where(n.c.times > 0).group_by(n.c.key).order_by(pages.desc(), n.c.key)
        return list(self._connection.execute(statement).scalars())

    def keys_named(self, name: str) -> list[str]:
        """The keys of all whom pages name exactly so; A to Z may be capitals or not."""
        n = t.named
        same = sa.func.lower(n.c.name) == sa.func.lower(name)
        return list(self._connection.execute(sa.select(n.c.key).where(same).distinct().order_by(n.c.key)).scalars())

    def spellings(self, key: str) -> list[tuple[str, int, int]]:
        """The names under which pages name an entity: each with pages and mentions, the most frequent first."""
        n = t.named
        pages, times = sa.func.count(), sa.func.sum(n.c.times)
        statement = sa.select(n.c.name, pages, times).where(n.c.key == key, n.c.times > 0).group_by(n.c.name)
        return [tuple(row) for row in self._connection.execute(statement.order_by(pages.desc(), n.c.name))]

    def names_of(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """The names under which pages name those entities, by key: those in a text first, then the commonest."""
        n = t.named
        seen, pages = sa.func.max(sa.case((n.c.times > 0, 1), else_=0)), sa.func.count()
        statement = sa.select(n.c.key, n.c.name).group_by(n.c.key, n.c.name)
        statement = statement.order_by(seen.desc(), pages.desc(), n.c.name)
        found: dict[str, list[str]] = {}
        for piece in in_pieces(sorted(set(keys))):
            for row in self._connection.execute(statement.where(n.c.key.in_(piece))):
                found.setdefault(row.key, []).append(row.name)
        return found

    def naming(self, keys: Sequence[str]) -> list[int]:
        """Pages that name one of the entities with those keys."""
        return self._seqs(sa.select(t.named.c.version_seq), t.named.c.key, keys)

    def ties(
        self, *, parts: Sequence[str] = (), owners: Sequence[str] = (), told_by: Sequence[int] = ()
    ) -> list[KeptTie]:
        """What pages tell of who is whose, in order of claims: of one of `parts`, of `owners`, or on those pages."""
        columns = [t.ties.c[name] for name in KeptTie.__slots__]
        found: set[KeptTie] = set()
        for column, values in ((t.ties.c.part, parts), (t.ties.c.owner, owners), (t.ties.c.version_seq, told_by)):
            for piece in in_pieces(values):
                rows = self._connection.execute(sa.select(*columns).where(column.in_(piece)))
                found.update(KeptTie(*row) for row in rows)
        return sorted(found, key=lambda tie: (tie.claim, tie.part, tie.owner))

    def _seqs(self, statement: sa.Select[Any], column: sa.ColumnElement[Any], values: Sequence[Any]) -> list[int]:
        found: set[int] = set()
        for piece in in_pieces(values):
            found.update(self._connection.execute(statement.where(column.in_(piece))).scalars())
        return sorted(found)


def _exists(table: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> sa.Exists:
    return sa.exists().select_from(table).where(*conditions)


def in_pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """`values`, so many at a time as a statement takes."""
    for start in range(0, len(values), _PIECE):
        yield values[start : start + _PIECE]
