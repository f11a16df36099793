"""Events across reports, on ECB+: `python -m bench.ecbplus CORPORA`.

In: the folder ecbplus (gold mentions of events). Out: CoNLL F1 of clusters of mentions, made in several ways.
What a newcomer would get wrong: this measures part of the story matcher only. It joins claims, which have roles, a
kind, voices; ECB+ has bare triggers ("arrested", "quake"), so a trigger's stem stands for the kind, the names in its
sentence for the parties, and what remains to be measured is whether matters and parties tell events apart.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bench.coreference import conll
from reportedly.read.plain import read_plain
from reportedly.resolve import Profile, components, matters, shipped
from reportedly.resolve.clusters import average_link
from reportedly.resolve.forms import fold
from reportedly.resolve.reading import Reader

_STEM = 4  # letters of the longest word of a trigger: the best of 4 to 7 on the training part
_SAME_EVENT = 0.5  # as in resolve.stories


@dataclass(frozen=True, slots=True)
class Trigger:
    """A mention of an event: its stem, its document, the names in its sentence, and the annotated event and topic."""

    id: str
    document: str
    stem: str
    parties: frozenset[str]
    event: str

    @property
    def topic(self) -> str:
        """The annotated topic: a seminal event, of which "36_1ecb" and "36_1ecbplus" tell two."""
        number, kind = self.document.split("_")
        return number + kind.lstrip("0123456789")


def documents(path: Path) -> dict[str, list[str]]:
    """The sentences of each document."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            document, sentence, _, token, *_ = line.split("\t")
            found[document][int(sentence)].append(token)
    return {
        document: [" ".join(found[document].get(n, [])) for n in range(max(found[document]) + 1)] for document in found
    }


def looked_at(texts: Mapping[str, Sequence[str]]) -> tuple[dict[str, Profile], dict[tuple[str, int], frozenset[str]]]:
    """The profile of each document, and whom each of its sentences names."""
    reader, profiles, parties = Reader(shipped()), {}, {}
    for document, sentences in texts.items():
        look = reader.look(read_plain("\n\n".join(sentences), address=f"id:{document}"), (), "en")
        profiles[document] = look.profile
        names = {fold(name): key for key, (name, _) in look.named.items()}
        for n, sentence in enumerate(sentences):
            folded = fold(sentence)
            parties[document, n] = frozenset(key for name, key in names.items() if name in folded)
    return profiles, parties


def triggers(path: Path, parties: Mapping[tuple[str, int], frozenset[str]]) -> Iterator[Trigger]:
    """The gold mentions of events."""
    for n, row in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        word = max(fold(row["tokens_str"]).split(), key=len)
        at = parties.get((row["doc_id"], row["sent_id"]), frozenset())
        yield Trigger(f"m{n}", row["doc_id"], word[:_STEM], at, row["coref_chain"])


def our_matters(profiles: Mapping[str, Profile]) -> dict[str, str]:
    """The matter of each document, found as run.resolving does."""
    holding: dict[str, list[str]] = defaultdict(list)
    for document in sorted(profiles):
        for key in matters.keys(profiles[document]):
            holding[key].append(document)
    near = {pair for documents in holding.values() for pair in combinations(documents, 2)}
    edges = [(a, b) for a, b in near if matters.alike(profiles[a], profiles[b]) >= matters.LEAST]
    found: dict[str, str] = {}
    for part in components(profiles, edges):
        for cluster in matters.matters({document: profiles[document] for document in part}):
            found |= dict.fromkeys(cluster, cluster[0])
    return found


def by(found: Sequence[Trigger], of: Callable[[Trigger], object]) -> list[frozenset[str]]:
    """Mentions for which `of` is the same, together."""
    clusters: dict[object, set[str]] = defaultdict(set)
    for one in found:
        clusters[of(one)].add(one.id)
    return [frozenset(cluster) for cluster in clusters.values()]


def by_parties(found: Sequence[Trigger], of: Callable[[Trigger], object]) -> list[frozenset[str]]:
    """The same, where mentions must share parties besides, if both name any."""
    by_id = {one.id: one for one in found}
    made: list[frozenset[str]] = []
    for cluster in by(found, of):
        pairs = combinations(sorted(cluster), 2)
        likeness = {(a, b): score for a, b in pairs if (score := _share(by_id[a].parties, by_id[b].parties)) > 0}
        made += map(frozenset, average_link(cluster, likeness, _SAME_EVENT))
    return made


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least else 1.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--part", default="Test", choices=("Train", "Dev", "Test"))
    asked = parser.parse_args()
    data = asked.corpora / "ecbplus" / "data" / "interim" / "cybulska_setup"
    profiles, parties = looked_at(documents(data / f"ECB_{asked.part}_corpus.txt"))
    found = list(triggers(data / f"ECB_{asked.part}_Event_gold_mentions.json", parties))
    matter = our_matters(profiles)
    gold = by(found, lambda one: one.event)
    print(
        f"{len(found)} mentions of {len(gold)} events in {len(profiles)} documents, {len(set(matter.values()))} matters"
    )
    ways = {
        "same stem": by(found, lambda one: one.stem),
        "same stem, annotated topic": by(found, lambda one: (one.topic, one.stem)),
        "same stem, our matter": by(found, lambda one: (matter[one.document], one.stem)),
        "same stem, our matter, parties": by_parties(found, lambda one: (matter[one.document], one.stem)),
    }
    print(f"{'':34}{'MUC':>8}{'B3':>8}{'CEAF_e':>8}{'CoNLL':>8}")
    for way, clusters in ways.items():
        print(f"{way:34}" + "".join(f"{100 * value:8.1f}" for value in conll(gold, clusters).values()))


if __name__ == "__main__":
    main()
