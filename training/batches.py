"""Examples of like length together, and their columns as tensors.

In: examples, columns of numbers of unlike length. Out: batches in random order; tensors, padded.
What a newcomer would get wrong: a batch is bounded by its padded size, not by how many examples it has.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

T = TypeVar("T")
_JITTER = 60  # pieces: lengths that differ by less may change places


def batches(made: Sequence[T], length: Callable[[T], int], most: int, rng: random.Random) -> Iterator[list[T]]:
    """`made` in batches of about `most` pieces, in random order; `length` is an example's, in pieces."""
    found: list[list[T]] = [[]]
    for example in sorted(made, key=lambda e: length(e) + rng.random() * _JITTER):
        if found[-1] and (len(found[-1]) + 1) * length(example) > most:
            found.append([])
        found[-1].append(example)
    rng.shuffle(found)
    yield from found


def padded(columns: Sequence[np.ndarray], value: float = 0) -> Tensor:
    """Columns (T, or T by something) as one tensor, the short ones filled up with `value`."""
    shape = (len(columns), max(map(len, columns)), *columns[0].shape[1:])
    out = np.full(shape, value, columns[0].dtype)
    for i, column in enumerate(columns):
        out[i, : len(column)] = column
    return torch.from_numpy(out)
