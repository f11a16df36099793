"""How rare a word is in English business news, and so whether it is a common one.

In: folded words. Out: their stems and weights, from a table that ships (made by training/words.py).
What a newcomer would get wrong: the table holds stems, so that "challenges" is as common as "challenge".
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

RARE = 7.0  # the most that a rare word weighs
_STEM = 6  # letters that stand for a word with all its endings


def stem(word: str) -> str:
    """What a word has in common with its other forms."""
    return word[:_STEM]


def rarity(stem: str) -> float:
    """How much a stem weighs: RARE where it is in no table."""
    return _common().get(stem, RARE)


def is_common(word: str) -> bool:
    """Whether a folded word is a common English one.

    >>> is_common("expansion"), is_common("xiaomi")
    (True, False)
    """
    return stem(word) in _common()


@cache
def _common() -> Mapping[str, float]:
    table = (files("reportedly.resolve") / "common_words.tsv").read_text(encoding="utf-8")
    return {stem: float(weight) for stem, weight in (line.split("\t") for line in table.splitlines()[1:])}
