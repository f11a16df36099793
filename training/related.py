"""Help from related corpora: names in real text, and how much of a fact a predicate is.

In: the corpora beside the project: wikigold (Balasuriya and others 2009), WNUT17 (Derczynski and others 2017) and SEC
filings (Salinas Alvarado and others 2015) for names, UDS-IH2 (Rudinger and others 2018) for factuality. Out: a loss on
what the encoder gives for every piece.
What a newcomer would get wrong: these heads are thrown away after training; what they leave behind is an encoder that
has read what other people wrote.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as nnf

from reportedly.extract.layout import Pieces, pieces_of, windows
from reportedly.model import Part, Passage, Span
from training.batches import batches, padded
from training.corpus import rows
from training.network import WIDTH

NAMES = ("PER", "ORG", "LOC", "MISC")
OUTSIDE = len(NAMES)
UNKNOWN = -100  # no label: torch leaves it out of a loss
_MOST = 3.0  # factuality goes from -3 to 3
_SENTENCES = 10  # that are read together
_LIKE = {"corporation": "ORG", "group": "ORG", "location": "LOC", "person": "PER"}  # WNUT17's types
_NAMED = (
    "ner/wikigold/CONLL-format/data/wikigold.conll.txt",
    "ner/WNUT17/CONLL-format/data/train/*",
    "ner/SEC-filings/CONLL-format/data/train/*",
)
_Sentence = tuple[list[str], list[int], dict[int, float]]  # words, a name's type for each if known, facts at words


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words of some sentences (`ends` is behind each), the kind of name of each word or of none, facts at words."""

    words: list[str]
    ends: frozenset[int]
    names: list[int]
    facts: dict[int, float]


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces, each with the kind of name it is part of or UNKNOWN, and its factuality or NaN."""

    pieces: Pieces
    names: np.ndarray
    facts: np.ndarray


class Lessons(nn.Module):
    """Two heads on the encoder's pieces, the kind of name and the factuality (-1 to 1), with what they learn from."""

    def __init__(self, corpora: Path, tokenizer: Tokenizer, most: int) -> None:
        """`most` is how many pieces a batch has, about."""
        super().__init__()
        self._windows = [window for some in labelled(corpora) for window in cut(some, tokenizer)]
        self._most = most
        self.names = nn.Linear(WIDTH, len(NAMES) + 1)
        self.facts = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))

    def batches(self, rng: random.Random) -> Iterator[list[Window]]:
        """Batches without end, in random order."""
        while True:
            yield from batches(self._windows, lambda w: len(w.names), self._most, rng)

    def forward(self, encoder: nn.Module, batch: Sequence[Window], hide: Callable[[Tensor], Tensor]) -> Tensor:
        """The loss of a batch: mean cross entropy of names, and mean smooth L1 distance of facts."""
        pieces = [window.pieces for window in batch]
        ids, case, part = (padded([getattr(p, name) for p in pieces]) for name in ("ids", "case", "part"))
        mask = padded([np.ones_like(p.ids) for p in pieces])
        read = encoder(hide(ids), mask, case, part)[0]
        names = padded([window.names for window in batch], UNKNOWN)
        facts = padded([window.facts for window in batch], np.nan)
        total = read.sum() * 0.0
        if bool((names != UNKNOWN).any()):
            total = total + nnf.cross_entropy(self.names(read).flatten(0, 1), names.flatten(), ignore_index=UNKNOWN)
        known = ~torch.isnan(facts)
        if bool(known.any()):
            total = total + nnf.smooth_l1_loss(self.facts(read[known]).squeeze(-1), facts[known])
        return total


def labelled(corpora: Path) -> Iterator[Labelled]:
    """Sentences of all these corpora, ten at a time as they follow on each other."""
    for pattern in _NAMED:
        paths = sorted(corpora.glob(pattern))
        if not paths:
            raise FileNotFoundError(f"there is no {corpora / pattern}")
        for path in paths:
            yield from _by_ten([(words, tags, {}) for words, tags in _tagged(path)])
    facts = rows(corpora / "uds-ih2" / "train.jsonl")
    yield from _by_ten(
        [(r["text"].split(), [], {t["span1"][0]: t["label"] / _MOST for t in r["targets"]}) for r in facts]
    )


def _by_ten(sentences: Sequence[_Sentence]) -> Iterator[Labelled]:
    for first in range(0, len(sentences), _SENTENCES):
        yield _together(sentences[first : first + _SENTENCES])


def _tagged(path: Path) -> Iterator[tuple[list[str], list[int]]]:
    """The sentences of a file of a word and its tag a line; an odd tag is that of no name we ask for."""
    words: list[str] = []
    tags: list[int] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split()
        if len(cells) < 2 or cells[0] == "-DOCSTART-":
            if words:
                yield words, tags
            words, tags = [], []
            continue
        kind = cells[-1].partition("-")[2]
        kind = _LIKE.get(kind, kind)
        words.append(cells[0])
        tags.append(OUTSIDE if not kind else NAMES.index(kind) if kind in NAMES else NAMES.index("MISC"))


def _together(sentences: Sequence[_Sentence]) -> Labelled:
    words: list[str] = []
    names: list[int] = []
    facts: dict[int, float] = {}
    ends: set[int] = set()
    for own, tags, known in sentences:
        facts |= {len(words) + at: value for at, value in known.items()}
        words += own
        names += tags
        ends.add(len(words))
    return Labelled(words, frozenset(ends), names, facts)


def cut(one: Labelled, tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of sentences, each sentence a passage of a body."""
    starts, passages, at, begin = [], [], 0, 0
    for n, word in enumerate(one.words, 1):
        starts.append(at)
        at += len(word)
        if n in one.ends:
            passages.append(Passage(Part.BODY, Span(begin, at), None))
            begin = at + 1
        at += 1
    text = "".join(w + ("\n" if n in one.ends else " ") for n, w in enumerate(one.words, 1))
    for pieces in windows(pieces_of(tokenizer, text, passages)):
        names = np.full(len(pieces.ids), UNKNOWN, np.int64)
        facts = np.full(len(pieces.ids), np.nan, np.float32)
        for i in range(1, len(pieces.ids) - 1):
            word = int(np.searchsorted(starts, pieces.starts[i], side="right")) - 1
            if one.names:
                names[i] = one.names[word]
            if word in one.facts and pieces.starts[i] == starts[word]:
                facts[i] = one.facts[word]
        yield Window(pieces, names, facts)
