"""What is derived from reports and claims, as it is kept: pages, how alike they are, stories.

In: a connection of the ledger, plain rows. Out: the same rows, selected.
What a newcomer would get wrong: nothing is decided here, and nothing here is worth keeping: `clear` drops it all, and
run.resolving makes it again. Readings become pages in order of their seq, so the last one that did tells which wait.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import sqlalchemy as sa

from reportedly.ledger import queries, versions
from reportedly.ledger import schema as t
from reportedly.ledger.asked import RULES, Asked, KeptStory, KeptTie, in_pieces
from reportedly.ledger.judging import put_judgement
from reportedly.model import Claim, Judgement, Report

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that is not among the pages yet, or was read anew since."""

    version_seq: int
    version_id: str
    report_id: str
    reading_seq: int


class Derived(Asked):
    """The derived tables, to be read and written within one transaction."""

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

    def waiting(self, limit: int) -> list[Waiting]:
        """Latest versions, as their newest reading has them, that are not pages yet; at most `limit`.

        What nobody has read for claims waits for that, and until then the version before it stands in the stories.
        """
        v, r = t.versions, t.readings
        columns = (v.c.seq, v.c.id, t.reports.c.id.label("report_id"), r.c.seq.label("reading_seq"))
        statement = self._left(sa.select(*columns)).order_by(r.c.seq).limit(limit)
        return [Waiting(*row) for row in self._connection.execute(statement)]

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
            for piece in in_pieces(version_seqs)
            for row in self._connection.execute(statement.where(v.c.seq.in_(piece)))
        ]
        return sorted(found, key=lambda waiting: waiting.reading_seq)

    def judge(self, judgement: Judgement) -> None:
        """Put a person's judgement on record."""
        put_judgement(self._connection, judgement)

    def read(self, version_seqs: Sequence[int]) -> Iterator[tuple[int, Report, tuple[Claim, ...]]]:
        """Those versions with the claims of their newest readings, in that order.

        One without a day was published on the day on which it was added at the latest, as its head says.
        """
        r, c = t.readings, t.claims
        for piece in in_pieces(version_seqs):
            newest = sa.select(sa.func.max(r.c.seq)).where(r.c.version_seq.in_(piece)).group_by(r.c.version_seq)
            own = sa.select(c.c.seq).where(c.c.reading_seq.in_(newest)).order_by(c.c.reading_seq, c.c.n)
            claims: dict[str, list[Claim]] = {}
            for stored in queries.claims_at(self._connection, list(self._connection.execute(own).scalars())):
                claims.setdefault(stored.claim.version_id, []).append(stored.claim)
            reports = versions.reports_at(self._connection, piece)
            heads = dict(versions.head_rows(self._connection, set(piece)))
            for seq in piece:
                report = replace(reports[seq], published=heads[seq].published)
                yield seq, report, tuple(claims.get(report.version_id, ()))

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

    def put_page(self, waiting: Waiting, body: bytes, fault: str | None = None) -> None:
        """Keep a page; its family and matter come later. `fault` says why it stands there without its claims."""
        row = {"version_seq": waiting.version_seq, "reading_seq": waiting.reading_seq, "body": zlib.compress(body)}
        self._connection.execute(sa.insert(t.pages), row | {"fault": fault})

    def forget(self, version_seqs: Sequence[int]) -> None:
        """Drop pages with all that hangs on them, but their stories."""
        for piece in in_pieces(version_seqs):
            for table in (t.page_keys, t.named, t.ties, t.pages):
                self._connection.execute(sa.delete(table).where(table.c.version_seq.in_(piece)))
        self.drop_likeness(version_seqs)

    def put_keys(self, sort: str, version_seq: int, keys: Iterable[int]) -> None:
        """Keep the keys by which a page is found."""
        if rows := [{"sort": sort, "key": key, "version_seq": version_seq} for key in sorted(set(keys))]:
            self._connection.execute(sa.insert(t.page_keys), rows)

    def drop_keys(self, sort: str, version_seqs: Sequence[int]) -> None:
        """Let pages be found by keys of that sort no more."""
        for piece in in_pieces(version_seqs):
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

    def sharing(self, sort: str, keys: Iterable[int]) -> list[int]:
        """Pages that have one of `keys`."""
        k = t.page_keys
        statement = sa.select(k.c.version_seq).where(k.c.sort == sort)
        return self._seqs(statement, k.c.key, sorted(set(keys)))

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
        for piece in in_pieces(version_seqs):
            self._connection.execute(sa.delete(e).where(sa.or_(e.c.one_seq.in_(piece), e.c.other_seq.in_(piece))))

    def likeness(self, version_seqs: Sequence[int]) -> set[tuple[int, int]]:
        """The pairs of pages that are alike, of which one is among those."""
        e = t.likeness
        found: set[tuple[int, int]] = set()
        for piece in in_pieces(version_seqs):
            for column in (e.c.one_seq, e.c.other_seq):
                found.update(
                    (row.one_seq, row.other_seq)
                    for row in self._connection.execute(sa.select(e).where(column.in_(piece)))
                )
        return found

    def set_matter(self, matter: str, version_seqs: Sequence[int]) -> None:
        """Say which matter those pages are about."""
        for piece in in_pieces(version_seqs):
            where = t.pages.c.version_seq.in_(piece)
            self._connection.execute(sa.update(t.pages).where(where).values(matter=matter))

    def matters_with(self, pairs: Iterable[int]) -> list[str]:
        """Matters between two participants of one of `pairs`."""
        found: set[str] = set()
        m = t.matter_pairs
        for piece in in_pieces(sorted(set(pairs))):
            found.update(self._connection.execute(sa.select(m.c.matter).where(m.c.key.in_(piece))).scalars())
        return sorted(found)

    def about(self, matters: Sequence[str]) -> list[int]:
        """Pages that are mostly about one of `matters`."""
        return self._seqs(sa.select(t.pages.c.version_seq), t.pages.c.matter, matters)

    def drop_stories(self, matters: Sequence[str]) -> None:
        """Drop those matters with all their events."""
        for piece in in_pieces(matters):
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
