"""What is derived from reports and claims, as it is kept: pages, how alike they are, stories.

In: a connection of the ledger, plain rows. Out: the same rows, selected.
What a newcomer would get wrong: nothing is decided here, and nothing here is worth keeping: `clear` drops it all, and
run.resolving makes it again. Readings become pages in order of their seq, so the last one that did tells which wait.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from reportedly.ledger import queries, versions
from reportedly.ledger import schema as t
from reportedly.ledger.judging import all_judgements, put_judgement
from reportedly.ledger.rows import ReportHead, StoredClaim
from reportedly.model import Claim, Judgement, Report

RULES = 1  # to be raised with every change after which what is kept would be read or judged otherwise
_TABLES = (
    t.matter_pairs,
    t.story_ids,
    t.story_pages,
    t.stories,
    t.ties,
    t.named,
    t.likeness,
    t.page_keys,
    t.pages,
    t.made,
)
_PIECE = 400


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that is not among the pages yet, or was read anew since."""

    version_seq: int
    version_id: str
    report_id: str
    reading_seq: int


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
    """A claim on a page tells that `part` belongs to `owner`, both keys, on the word of `origin`."""

    claim: str
    part: str
    owner: str
    origin: str
    version_seq: int


class Derived:
    """The derived tables, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def clear(self) -> None:
        """Drop everything that is derived; what comes is made by today's rules."""
        for table in _TABLES:
            self._connection.execute(sa.delete(table))
        self.put_rules(RULES)

    def put_rules(self, rules: int) -> None:
        """Note by which rules all of it is made."""
        self._connection.execute(sa.delete(t.made))
        self._connection.execute(sa.insert(t.made), {"rules": rules})

    def begin(self) -> None:
        """Drop what was made by other rules than today's, if there is such."""
        if not self._is_by_todays_rules():
            self.clear()

    @property
    def is_outdated(self) -> bool:
        """Whether what is kept was made by other rules than today's."""
        one = self._connection.execute(sa.select(t.pages.c.version_seq).limit(1)).first()
        return one is not None and not self._is_by_todays_rules()

    def _is_by_todays_rules(self) -> bool:
        return self._connection.execute(sa.select(t.made.c.rules)).scalar() == RULES

    def waiting(self, limit: int) -> list[Waiting]:
        """Latest versions, as their newest reading has them, that are not pages yet; at most `limit`.

        What nobody has read for claims waits for that, and until then the version before it stands in the stories.
        """
        v, r = t.versions, t.readings
        columns = (v.c.seq, v.c.id, t.reports.c.id.label("report_id"), r.c.seq.label("reading_seq"))
        statement = self._left(sa.select(*columns)).order_by(r.c.seq).limit(limit)
        return [Waiting(*row) for row in self._connection.execute(statement)]

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
                    newer_version.c.seq > v.c.seq,
                    _exists(read, read.c.version_seq == newer_version.c.seq),
                ),
                ~_exists(newer_reading, newer_reading.c.version_seq == v.c.seq, newer_reading.c.seq > r.c.seq),
            )
        )

    def as_waiting(self, version_seqs: Sequence[int]) -> list[Waiting]:
        """Those pages as what they were before they were taken in, so that they can be taken in anew."""
        p, v = t.pages, t.versions
        statement = (
            sa.select(v.c.seq, v.c.id, t.reports.c.id.label("report_id"), p.c.reading_seq)
            .join(p, p.c.version_seq == v.c.seq)
            .join(t.reports, t.reports.c.seq == v.c.report_seq)
            .order_by(p.c.reading_seq)
        )
        found = [
            Waiting(*row)
            for piece in _pieces(version_seqs)
            for row in self._connection.execute(statement.where(v.c.seq.in_(piece)))
        ]
        return sorted(found, key=lambda waiting: waiting.reading_seq)

    def judge(self, judgement: Judgement) -> None:
        """Put a person's judgement on record."""
        put_judgement(self._connection, judgement)

    def judgements(self) -> list[Judgement]:
        """What people judged, the oldest first; no part of what is derived, but all of that rests on it."""
        return all_judgements(self._connection)

    def read(self, version_seqs: Sequence[int]) -> Iterator[tuple[int, Report, tuple[Claim, ...]]]:
        """Those versions with the claims of their newest readings, in that order."""
        r, c = t.readings, t.claims
        for piece in _pieces(version_seqs):
            newest = sa.select(sa.func.max(r.c.seq)).where(r.c.version_seq.in_(piece)).group_by(r.c.version_seq)
            own = sa.select(c.c.seq).where(c.c.reading_seq.in_(newest)).order_by(c.c.reading_seq, c.c.n)
            claims: dict[str, list[Claim]] = {}
            for stored in queries.claims_at(self._connection, list(self._connection.execute(own).scalars())):
                claims.setdefault(stored.claim.version_id, []).append(stored.claim)
            reports = versions.reports_at(self._connection, piece)
            for seq in piece:
                yield seq, reports[seq], tuple(claims.get(reports[seq].version_id, ()))

    def outdated(self, version_seqs: Sequence[int]) -> list[int]:
        """Pages that those versions take the place of: older versions of their reports, and older readings."""
        v = t.versions
        other = v.alias()
        statement = (
            sa.select(t.pages.c.version_seq)
            .join(v, v.c.seq == t.pages.c.version_seq)
            .join(other, other.c.report_seq == v.c.report_seq)
        )
        return self._seqs(statement, other.c.seq, version_seqs)

    def _seqs(self, statement: sa.Select[Any], column: sa.ColumnElement[Any], values: Sequence[Any]) -> list[int]:
        found: set[int] = set()
        for piece in _pieces(values):
            found.update(self._connection.execute(statement.where(column.in_(piece))).scalars())
        return sorted(found)

    def put_page(self, waiting: Waiting, body: bytes, fault: str | None = None) -> None:
        """Keep a page; its family and matter come later. `fault` says why it stands there without its claims."""
        row = {"version_seq": waiting.version_seq, "reading_seq": waiting.reading_seq, "body": zlib.compress(body)}
        self._connection.execute(sa.insert(t.pages), row | {"fault": fault})

    def faults(self) -> list[tuple[str, str]]:
        """The reports whose claims could not be taken in, by id, and why."""
        p, v, r = t.pages, t.versions, t.reports
        statement = sa.select(r.c.id, p.c.fault).join(v, v.c.report_seq == r.c.seq).join(p, p.c.version_seq == v.c.seq)
        return [tuple(row) for row in self._connection.execute(statement.where(p.c.fault.is_not(None)))]

    def forget(self, version_seqs: Sequence[int]) -> None:
        """Drop pages with all that hangs on them, but their stories."""
        for piece in _pieces(version_seqs):
            for table in (t.page_keys, t.named, t.ties, t.pages):
                self._connection.execute(sa.delete(table).where(table.c.version_seq.in_(piece)))
        self.drop_likeness(version_seqs)

    def put_keys(self, sort: str, version_seq: int, keys: Iterable[int]) -> None:
        """Keep the keys by which a page is found."""
        if rows := [{"sort": sort, "key": key, "version_seq": version_seq} for key in sorted(set(keys))]:
            self._connection.execute(sa.insert(t.page_keys), rows)

    def drop_keys(self, sort: str, version_seqs: Sequence[int]) -> None:
        """Let pages be found by keys of that sort no more."""
        for piece in _pieces(version_seqs):
            # By version: for a bare `sort` SQLite walks through every key of that sort that there is.
            own = sa.and_(t.page_keys.c.sort.concat("") == sort, t.page_keys.c.version_seq.in_(piece))
            self._connection.execute(sa.delete(t.page_keys).where(own))

    def put_named(self, version_seq: int, names: Mapping[str, tuple[str, int]]) -> None:
        """Keep whom a page names: by key, the name and how often."""
        rows = [{"key": k, "version_seq": version_seq, "name": name, "times": n} for k, (name, n) in names.items()]
        if rows:
            self._connection.execute(sa.insert(t.named), rows)

    def put_ties(self, ties: Iterable[KeptTie]) -> None:
        """Keep what pages tell of who is whose."""
        if rows := list(map(asdict, ties)):
            self._connection.execute(sa.insert(t.ties), rows)

    def ties(
        self, *, parts: Sequence[str] = (), owners: Sequence[str] = (), told_by: Sequence[int] = ()
    ) -> list[KeptTie]:
        """What pages tell of who is whose, in order of claims: of one of `parts`, of `owners`, or on those pages."""
        columns = [t.ties.c[name] for name in KeptTie.__slots__]
        found: set[KeptTie] = set()
        for column, values in ((t.ties.c.part, parts), (t.ties.c.owner, owners), (t.ties.c.version_seq, told_by)):
            for piece in _pieces(values):
                rows = self._connection.execute(sa.select(*columns).where(column.in_(piece)))
                found.update(KeptTie(*row) for row in rows)
        return sorted(found, key=lambda tie: (tie.claim, tie.part, tie.owner))

    def sharing(self, sort: str, keys: Iterable[int]) -> list[int]:
        """Pages that have one of `keys`."""
        k = t.page_keys
        statement = sa.select(k.c.version_seq).where(k.c.sort == sort)
        return self._seqs(statement, k.c.key, sorted(set(keys)))

    def pages(self, version_seqs: Iterable[int]) -> list[KeptPage]:
        """Those pages, in order of their seqs."""
        found: list[KeptPage] = []
        columns = [t.pages.c[name] for name in KeptPage.__slots__]
        for piece in _pieces(sorted(set(version_seqs))):
            rows = self._connection.execute(sa.select(*columns).where(t.pages.c.version_seq.in_(piece))).mappings()
            found += [KeptPage(**row) for row in rows]
        return sorted(found, key=lambda page: page.version_seq)

    def bodies(self, version_seqs: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """What is kept of those pages themselves."""
        statement = sa.select(t.pages.c.version_seq, t.pages.c.body)
        for piece in _pieces(sorted(set(version_seqs))):
            for seq, body in self._connection.execute(statement.where(t.pages.c.version_seq.in_(piece))):
                yield seq, zlib.decompress(body)

    def family(self, root_seqs: Iterable[int]) -> list[int]:
        """All pages of the families with those roots."""
        return self._seqs(sa.select(t.pages.c.version_seq), t.pages.c.root_seq, sorted(set(root_seqs)))

    def place(self, version_seq: int, root_seq: int, copied: tuple[int, str, float] | None) -> None:
        """Put a page into a family: under its root, and if it is a copy, whose, how made and how much of it."""
        of, how, share = copied or (None, None, None)
        values = {"root_seq": root_seq, "copy_of_seq": of, "how": how, "share": share}
        self._connection.execute(sa.update(t.pages).where(t.pages.c.version_seq == version_seq).values(values))

    def put_likeness(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Keep which pages are alike."""
        rows = [{"one_seq": min(pair), "other_seq": max(pair)} for pair in {(min(p), max(p)) for p in pairs}]
        if rows:
            self._connection.execute(sa.insert(t.likeness), rows)

    def drop_likeness(self, version_seqs: Sequence[int]) -> None:
        """Forget how alike those pages are to others."""
        e = t.likeness
        for piece in _pieces(version_seqs):
            self._connection.execute(sa.delete(e).where(sa.or_(e.c.one_seq.in_(piece), e.c.other_seq.in_(piece))))

    def likeness(self, version_seqs: Sequence[int]) -> set[tuple[int, int]]:
        """The pairs of pages that are alike, of which one is among those."""
        e = t.likeness
        found: set[tuple[int, int]] = set()
        for piece in _pieces(version_seqs):
            for column in (e.c.one_seq, e.c.other_seq):
                found.update(
                    (row.one_seq, row.other_seq)
                    for row in self._connection.execute(sa.select(e).where(column.in_(piece)))
                )
        return found

    def set_matter(self, matter: str, version_seqs: Sequence[int]) -> None:
        """Say which matter those pages are about."""
        for piece in _pieces(version_seqs):
            where = t.pages.c.version_seq.in_(piece)
            self._connection.execute(sa.update(t.pages).where(where).values(matter=matter))

    def matters_of(self, version_seqs: Sequence[int]) -> list[str]:
        """Matters that those pages are about, or are mentioned on."""
        found: set[str] = set()
        s, p = t.stories, t.story_pages
        both = sa.select(s.c.matter).join(p, p.c.story == s.c.id)
        for piece in _pieces(version_seqs):
            found.update(self._connection.execute(both.where(p.c.version_seq.in_(piece))).scalars())
        return sorted(found)

    def matters_with(self, pairs: Iterable[int]) -> list[str]:
        """Matters between two participants of one of `pairs`."""
        found: set[str] = set()
        m = t.matter_pairs
        for piece in _pieces(sorted(set(pairs))):
            found.update(self._connection.execute(sa.select(m.c.matter).where(m.c.key.in_(piece))).scalars())
        return sorted(found)

    def about(self, matters: Sequence[str]) -> list[int]:
        """Pages that are mostly about one of `matters`."""
        return self._seqs(sa.select(t.pages.c.version_seq), t.pages.c.matter, matters)

    def drop_stories(self, matters: Sequence[str]) -> None:
        """Drop those matters with all their events."""
        for piece in _pieces(matters):
            own = sa.select(t.stories.c.id).where(t.stories.c.matter.in_(piece))
            self._connection.execute(sa.delete(t.story_pages).where(t.story_pages.c.story.in_(own)))
            self._connection.execute(sa.delete(t.story_ids).where(t.story_ids.c.story.in_(own)))
            self._connection.execute(sa.delete(t.matter_pairs).where(t.matter_pairs.c.matter.in_(piece)))
            self._connection.execute(sa.delete(t.stories).where(t.stories.c.matter.in_(piece)))

    def put_story(self, story: KeptStory, pages: Mapping[int, bool], ids: Iterable[str]) -> None:
        """Keep a story with its pages (main or not) and all ids under which it may be asked for."""
        row = {name: getattr(story, name) for name in KeptStory.__slots__}
        self._connection.execute(sa.insert(t.stories), row | {"body": zlib.compress(story.body)})
        rows = [{"story": story.id, "version_seq": seq, "main": main} for seq, main in pages.items()]
        self._connection.execute(sa.insert(t.story_pages), rows)
        names = [{"id": name, "story": story.id} for name in sorted({story.id, *ids})]
        self._connection.execute(sa.insert(t.story_ids), names)

    def put_pairs(self, matter: str, pairs: Iterable[int]) -> None:
        """Keep the pairs of participants by which claims on other pages find a matter."""
        if rows := [{"key": key, "matter": matter} for key in sorted(set(pairs))]:
            self._connection.execute(sa.insert(t.matter_pairs), rows)

    def stories(self, ids: Sequence[str] | None = None) -> Iterator[KeptStory]:
        """Those stories, or all."""
        statement = sa.select(t.stories).order_by(t.stories.c.matter, t.stories.c.id)
        for piece in _pieces(ids) if ids is not None else [None]:
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

    def taken(self, version_ids: Sequence[str]) -> dict[str, tuple[str, float]]:
        """Those versions that are copies, each with how it was made and what share of the shorter text both hold."""
        p, v = t.pages, t.versions
        statement = sa.select(v.c.id, p.c.how, p.c.share).join(p, p.c.version_seq == v.c.seq)
        found: dict[str, tuple[str, float]] = {}
        for piece in _pieces(version_ids):
            rows = self._connection.execute(statement.where(v.c.id.in_(piece), p.c.how.is_not(None)))
            found |= {row.id: (row.how, row.share) for row in rows}
        return found

    def claims(self, claim_ids: Sequence[str]) -> dict[str, StoredClaim]:
        """The claims with those ids, as their newest readings have them."""
        c = t.claims
        statement = sa.select(sa.func.max(c.c.seq)).group_by(c.c.id)
        seqs: list[int] = []
        for piece in _pieces(claim_ids):
            seqs += self._connection.execute(statement.where(c.c.id.in_(piece))).scalars()
        return {found.claim.id: found for found in queries.claims_at(self._connection, seqs)}

    def family_of(self, version_id: str) -> list[KeptPage]:
        """The family of copies of that version; empty where it is no page."""
        p = t.pages
        root = sa.select(p.c.root_seq).join(t.versions, t.versions.c.seq == p.c.version_seq)
        roots = self._connection.execute(root.where(t.versions.c.id == version_id)).scalars()
        return self.pages(self.family(seq for seq in roots if seq is not None))

    def heads(self, version_seqs: Iterable[int]) -> dict[int, ReportHead]:
        """The heads of those pages, by seq."""
        found: dict[int, ReportHead] = {}
        for piece in _pieces(sorted(set(version_seqs))):
            found |= dict(versions.head_rows(self._connection, set(piece)))
        return found

    def heads_by_version(self, version_ids: Sequence[str]) -> dict[str, ReportHead]:
        """The heads of those pages, by the ids of their versions."""
        seqs = self._seqs(sa.select(t.versions.c.seq), t.versions.c.id, version_ids)
        return {head.version_id: head for head in self.heads(seqs).values()}

    def spellings(self, key: str) -> list[tuple[str, int, int]]:
        """The names under which pages name an entity: each with pages and mentions, the most frequent first."""
        n = t.named
        pages, times = sa.func.count(), sa.func.sum(n.c.times)
        statement = sa.select(n.c.name, pages, times).where(n.c.key == key, n.c.times > 0).group_by(n.c.name)
        return [tuple(row) for row in self._connection.execute(statement.order_by(pages.desc(), n.c.name))]

    def names_of(self, keys: Iterable[str]) -> dict[str, str]:
        """The names under which most pages name those entities, by key, one that stands in a text before others."""
        n = t.named
        seen, pages = sa.func.max(sa.case((n.c.times > 0, 1), else_=0)), sa.func.count()
        statement = sa.select(n.c.key, n.c.name).group_by(n.c.key, n.c.name)
        statement = statement.order_by(seen.desc(), pages.desc(), n.c.name)
        found: dict[str, str] = {}
        for piece in _pieces(sorted(set(keys))):
            for row in self._connection.execute(statement.where(n.c.key.in_(piece))):
                found.setdefault(row.key, row.name)
        return found

    def found(self, story_id: str) -> list[str]:
        """Stories that have, or could have, an id that begins so."""
        names = t.story_ids
        exact = sa.select(names.c.story).where(names.c.id == story_id)
        begins = sa.select(names.c.story).where(names.c.id.startswith(story_id, autoescape=True)).distinct().limit(3)
        return sorted(set(self._connection.execute(exact).scalars()) or set(self._connection.execute(begins).scalars()))

    def naming(self, keys: Sequence[str]) -> list[int]:
        """Pages that name one of the entities with those keys."""
        return self._seqs(sa.select(t.named.c.version_seq), t.named.c.key, keys)

    def entities(self) -> list[str]:
        """The keys of all whom the pages name, the most often named first."""
        n = t.named
        pages = sa.func.count()
        statement = sa.select(n.c.key).where(n.c.times > 0).group_by(n.c.key).order_by(pages.desc(), n.c.key)
        return list(self._connection.execute(statement).scalars())


def _exists(table: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> sa.Exists:
    return sa.exists().select_from(table).where(*conditions)


def _pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _PIECE):
        yield values[start : start + _PIECE]
