"""What the network reads and says: word pieces with case and part, and the order of its labels.

In: a text and its passages. Out: Pieces, in windows that fit the network.
What a newcomer would get wrong: training and engine both stand on this file; to change the order of a label list is to
make the weights worthless.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from reportedly.extract.text import sentences
from reportedly.model import Certainty, Kind, Part, Passage, Phase, Role, Stance, VoiceType

KINDS = tuple(kind.value for kind in Kind)
PHASES = tuple(phase.value for phase in Phase)
CERTAINTIES = tuple(certainty.value for certainty in Certainty)
STANCES = tuple(stance.value for stance in Stance)
VOICES = tuple(kind.value for kind in VoiceType)
NAMING = (*(role.value for role in Role), "voice1", "voice2", "voice3", "said")  # pointers at what names something
POINTERS = (*NAMING, "evidence_start", "evidence_end")
PARTS = {None: 0, Part.TITLE: 1, Part.BODY: 2, Part.LINK: 3}
LONGEST = 16  # pieces of a name
WINDOW, OVERLAP = 508, 128
_COPIES = 3

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text: ids, their characters (`starts`, `ends`; equal for the marks at both ends), case and part.

    `case` is 0 for lower case, 1 for a capital, 2 for capitals, 3 for a digit, 4 for other; `sentence` counts them.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    case: Ints
    part: Ints
    sentence: Ints


def pieces_of(tokenizer: Tokenizer, text: str, passages: Sequence[Passage]) -> Pieces:
    """All word pieces of `text`, without marks.

    Text outside of passages is left out, and so is a sentence that has stood in its part of the page `_COPIES` times:
    it says nothing new, and a page that repeats one ten thousand times costs no more than others.
    """
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    part: list[int] = []
    sentence: list[int] = []
    count = 0
    seen: Counter[tuple[Part | None, str]] = Counter()
    for passage in passages:
        for span in sentences(text, passage.span):
            sentence_text = text[span.start : span.end]
            seen[passage.part, sentence_text] += 1
            if seen[passage.part, sentence_text] > _COPIES:
                continue
            count += 1
            encoded = tokenizer.encode(sentence_text, add_special_tokens=False)
            ids += encoded.ids
            starts += [span.start + s for s, _ in encoded.offsets]
            ends += [span.start + e for _, e in encoded.offsets]
            part += [PARTS[passage.part]] * len(encoded.ids)
            sentence += [count] * len(encoded.ids)
    case = [_case(text, s, e) for s, e in zip(starts, ends, strict=True)]
    return Pieces(*(np.array(column, np.int64) for column in (ids, starts, ends, case, part, sentence)))


def _case(text: str, start: int, end: int) -> int:
    word = text[start:end]
    if word.isdigit():
        return 3
    if not word.isalpha():
        return 4
    if word[0].islower():
        return 0
    return 2 if word.isupper() and len(word) > 1 else 1


def windows(pieces: Pieces, first: int = 101, last: int = 102) -> Iterator[Pieces]:
    """`pieces` in overlapping windows of like length, each between the marks `first` and `last`; at least one.

    Attention costs the square of a window's length, so two of 340 pieces are read faster than 508 and 172.
    """
    total = len(pieces.ids)
    count = max(1, math.ceil((total - OVERLAP) / (WINDOW - OVERLAP)))
    length = math.ceil((total + (count - 1) * OVERLAP) / count)
    for n in range(count):
        start = n * (length - OVERLAP)
        yield _marked(pieces, start, min(start + length, total), first, last)


def _marked(pieces: Pieces, start: int, end: int, first: int, last: int) -> Pieces:
    def cut(column: Ints, before: int, after: int) -> Ints:
        return np.concatenate(([before], column[start:end], [after])).astype(np.int64)

    edge = int(pieces.ends[end - 1]) if end > start else 0
    begin = int(pieces.starts[start]) if end > start else 0
    last_sentence = int(pieces.sentence[end - 1]) if end > start else 0
    return Pieces(
        cut(pieces.ids, first, last),
        cut(pieces.starts, begin, edge),
        cut(pieces.ends, begin, edge),
        cut(pieces.case, 0, 0),
        cut(pieces.part, 0, 0),
        cut(pieces.sentence, 0, last_sentence),
    )
