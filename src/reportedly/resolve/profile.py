"""What is needed of a report to compare it with others: whom it names, its words, its figures, its shingles.

In: Report and the names it holds. Out: Profile, small and plain, so that the ledger can keep it.
What a newcomer would get wrong: nothing here depends on other reports, not even how rare a word is (that comes from a
table that ships), since a profile must be the same whatever else was read.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import combinations

from reportedly.model import EntityType, Part, Report
from reportedly.resolve.forms import fold
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW, Mention
from reportedly.resolve.words import RARE, is_common, rarity, stem

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]|[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_NUMBER = re.compile(r"\d[\d.,]*\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHINGLE = 5  # tokens
_SAMPLE = 4  # one shingle of so many is a key by which copies are found
_LONG = 3  # digits of a figure that few reports share
_MOST_FIGURES = 8
_SHORT = 4  # letters from which a word counts
_LINE = 8  # tokens from which a line is text, not furniture
_NEAR, _FAR = 160, 400  # characters from the start: a headline and lead, and what follows
_ONE_OF_SEVERAL = 0.8  # what a word of a new name weighs
_INITIAL = 3  # letters from which such a word counts
_RARE_ELSEWHERE = 4.0  # the same, in languages without a table of common words

# How much a name says about which event a report is about: everybody names outlets and countries.
_WEIGHTS = {
    EntityType.COMPANY: 1.0,
    EntityType.BRAND: 1.0,
    EntityType.PLANT: 1.0,
    EntityType.PRODUCT: 0.8,
    EntityType.PERSON: 0.7,
    EntityType.AUTHORITY: 0.6,
    EntityType.UNKNOWN: 0.5,
    EntityType.PLACE: 0.8,
    EntityType.OUTLET: 0.15,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """`names` are keys of entities and `words` are stems, each with its weight; `shingles` are sorted 64-bit digests.

    `outlets` are those that the page names. `same` is equal for two texts whose lines of text, furniture left out, are
    the same. `keys` are digests of shingles, and of figures two by two, by which copies find each other.
    """

    version_id: str
    language: str | None
    on: date | None
    names: Mapping[str, float]
    words: Mapping[str, float]
    numbers: frozenset[str]
    outlets: frozenset[str]
    shingles: tuple[int, ...]
    keys: tuple[int, ...]
    same: str


def profile(report: Report, language: str | None, mentions: Sequence[Mention], known: Known) -> Profile:
    """The profile of `report`, which is in `language` and has those `mentions`."""
    text = report.text
    tokens = [_TOKEN.findall(fold(quote.text)) for _, quote in report.quotes(Part.TITLE, Part.BODY)]
    lines = [line for line in tokens if len(line) >= _LINE] or tokens
    shingles, numbers = _shingles([token for line in lines for token in line]), frozenset(_numbers(text))
    return Profile(
        version_id=report.version_id,
        language=language,
        on=report.published.on,
        names=_names(mentions, known),
        words=_words(_without(text, mentions), language),
        numbers=numbers,
        outlets=frozenset(m.key for m in mentions if _is_outlet(m.key, known)),
        shingles=tuple(sorted(shingles)),
        keys=(*_keys(shingles), *_figure_keys(numbers)),
        same=_digest(" ".join(token for line in lines for token in line)).hex(),
    )


def _names(mentions: Sequence[Mention], known: Known) -> dict[str, float]:
    """Weights of the entities named; an arm or brand stands for its owners."""
    places: dict[str, list[int]] = defaultdict(list)
    for mention in mentions:
        places[mention.key].append(mention.span.start)
    found: dict[str, float] = {}
    for key, starts in places.items():
        entity = known.entities.get(key)
        weight = _WEIGHTS[entity.type if entity else EntityType.UNKNOWN] * _salience(starts)
        for part, share in _parts(key, known):
            found[part] = max(found.get(part, 0.0), round(weight * share, 4))
    return found


def _parts(key: str, known: Known) -> Iterator[tuple[str, float]]:
    """Under what a name is compared: an arm under its owners, a new name under its words ("Musk", "Elon Musk")."""
    if not key.startswith(NEW):
        yield from ((owner, 1.0) for owner in known.speaks_for(key))
        return
    words = key.removeprefix(NEW).split()
    yield from ((NEW + word, 1.0 if len(words) == 1 else _ONE_OF_SEVERAL) for word in words if len(word) >= _INITIAL)


def _salience(starts: Sequence[int]) -> float:
    first = min(starts)
    return (1.0 if first < _NEAR else 0.6 if first < _FAR else 0.35) * (1 + math.log(len(starts)))


def _without(text: str, mentions: Sequence[Mention]) -> str:
    """`text` with its names blanked out: they have been counted."""
    kept, at = [], 0
    for mention in sorted(mentions, key=lambda m: m.span):
        kept.append(text[at : mention.span.start])
        at = max(at, mention.span.end)
    return " ".join([*kept, text[at:]])


def _words(text: str, language: str | None) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for found in _WORD.finditer(fold(text)):
        word = found.group()
        if _UNSPACED.match(word):
            counts.update(word[i : i + 2] for i in range(len(word) - 1))
        elif len(word) >= _SHORT:
            counts[stem(word)] += 1
    most = RARE if language == "en" else _RARE_ELSEWHERE
    return {word: round((1 + math.log(n)) * min(rarity(word), most), 4) for word, n in counts.items()}


def _numbers(text: str) -> set[str]:
    """Figures of two digits and more, without marks between the digits; years tell too little."""
    found = {re.sub(r"[.,]", "", m.group()) for m in _NUMBER.finditer(text)}
    return {number for number in found if not _YEAR.fullmatch(number)}


def _is_outlet(key: str, known: Known) -> bool:
    entity = known.entities.get(key)
    return entity is not None and entity.type is EntityType.OUTLET


def is_long(number: str) -> bool:
    """Whether a figure is one that few reports share: a day of the month or a small percentage is in many."""
    return len(number) >= _LONG


def _figure_keys(numbers: Iterable[str]) -> Iterator[int]:
    """Digests of long figures two by two, by which a translation is found."""
    longest = sorted(filter(is_long, numbers), key=lambda number: (-len(number), number))[:_MOST_FIGURES]
    for pair in combinations(sorted(longest), 2):
        yield _number("figures " + " ".join(pair))


def _shingles(tokens: Sequence[str]) -> dict[int, bool]:
    """Digests of runs of tokens, each with whether it holds a rare word."""
    runs = (tokens[i : i + _SHINGLE] for i in range(max(1, len(tokens) - _SHINGLE + 1)))
    return {_number(" ".join(run)): not all(map(_says_little, run)) for run in runs}


def _says_little(token: str) -> bool:
    return token.isascii() and (len(token) < _SHORT or is_common(token))


def _keys(shingles: Mapping[int, bool]) -> tuple[int, ...]:
    """A sample of the shingles with a rare word: "is in talks to buy" stands in every sixth report of a takeover."""
    rare = sorted(shingle for shingle, is_rare in shingles.items() if is_rare) or sorted(shingles)
    return tuple(shingle for shingle in rare if shingle % _SAMPLE == 0) or tuple(rare[:1])


def _number(text: str) -> int:
    """63 bits of a digest."""
    return int.from_bytes(_digest(text)[:8], "big") >> 1


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
