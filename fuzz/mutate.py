"""One input becomes another, by chance: the same number gives the same bytes.

In: a target and a number. Out: bytes.
What a newcomer would get wrong: most harm is done by repetition (a tag ten thousand times, nesting without end), not by
broken bytes; so every third change repeats something.
"""

from collections.abc import Callable
from functools import cache
from random import Random

from fuzz.targets import Target

_CHANGES = 6
_REPEATS = (2, 10, 100, 3_000, 30_000)
_LARGEST = 600_000


def made(target: Target, number: int) -> bytes:
    """The input with that number."""
    rng = Random(number)
    seeds = seeds_of(target)
    data = rng.choice(seeds)
    for _ in range(rng.randint(1, _CHANGES)):
        change = rng.choice(_WAYS)
        data = change(data, rng, target.words, rng.choice(seeds))[:_LARGEST]
    return data


@cache
def seeds_of(target: Target) -> list[bytes]:
    """The seeds of a target, made once."""
    return target.seeds()


Change = Callable[[bytes, Random, tuple[bytes, ...], bytes], bytes]


def _piece(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.choice((1, 4, 30, 300)))


def _flip(data: bytes, rng: Random, words: tuple[bytes, ...], other: bytes) -> bytes:
    at = rng.randrange(len(data)) if data else 0
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, rng: Random, words: tuple[bytes, ...], other: bytes) -> bytes:
    start, end = _piece(data, rng)
    return data[:start] + data[end:]


def _put(data: bytes, rng: Random, words: tuple[bytes, ...], other: bytes) -> bytes:
    start, end = _piece(data, rng)
    return data[:start] + rng.choice(words) + data[rng.choice((start, end)) :]


def _splice(data: bytes, rng: Random, words: tuple[bytes, ...], other: bytes) -> bytes:
    (start, end), (first, last) = _piece(data, rng), _piece(other, rng)
    return data[:start] + other[first:last] + data[end:]


def _repeat(data: bytes, rng: Random, words: tuple[bytes, ...], other: bytes) -> bytes:
    start, end = _piece(data, rng)
    what = rng.choice((data[start:end], rng.choice(words), rng.choice(words) + rng.choice(words)))
    return data[:start] + what * rng.choice(_REPEATS) + data[start:]


def _break_off(data: bytes, rng: Random, words: tuple[bytes, ...], other: bytes) -> bytes:
    return data[: rng.randint(0, len(data))]


_WAYS: tuple[Change, ...] = (_flip, _cut, _put, _put, _splice, _repeat, _repeat, _repeat, _break_off)
