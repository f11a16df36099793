"""The trained network, run by onnxruntime. The only file that knows the model runtime.

In: a window of word pieces. Out: Read (what the network says of every piece), Said (what it says of triggers).
What a newcomer would get wrong: the weights are checked against their SHA-256 before anything is read with them. A
session runs one window on one thread, which on a processor is faster than padded batches; several threads may use it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from reportedly.errors import WeightsError
from reportedly.extract.layout import CERTAINTIES, PHASES, STANCES, Pieces

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of a window of T pieces.

    Probabilities of kinds (T by K), of voice types (T by V) and of being named (T); the rest is for its own heads.
    """

    kinds: Floats
    voice_types: Floats
    named: Floats
    pieces: Floats
    keys: Floats
    end_query: Floats
    end_key: Floats


@dataclass(frozen=True, slots=True)
class Said:
    """What the network says of N triggers.

    Probabilities of labels, and for P pointers of each piece (N by P by T; piece 0 is none).
    """

    phases: Floats
    certainties: Floats
    stances: Floats
    apart: Floats
    pointers: Floats


class Network:
    """The weights in `folder`, ready to read.

    Raises WeightsError where they are missing or not those that were trained.
    """

    def __init__(self, folder: Path) -> None:
        page = _checked(folder)
        self.name = str(page["name"])
        self.settings: dict[str, float] = page["settings"]
        self.judge: dict[str, float] = page["judge"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        # Windows differ in length; onnxruntime would keep memory for every length it has met.
        options.enable_mem_pattern = False
        options.log_severity_level = 3

        def session(name: str) -> Any:
            return onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])

        self._encoder, self._heads, self._ends = (session(f"{n}.onnx") for n in ("encoder", "heads", "ends"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def read(self, window: Pieces) -> Read:
        """What the network says of a window."""
        given = {"ids": window.ids[None], "case": window.case[None], "part": window.part[None]}
        found: list[Floats] = self._encoder.run(None, given)
        pieces, kinds, keys, end_query, end_key, voice = (of_all[0] for of_all in found)
        return Read(
            kinds=_sigmoid(kinds),
            voice_types=_softmax(voice[:, :-1]),
            named=_sigmoid(voice[:, -1]),
            pieces=pieces,
            keys=keys,
            end_query=end_query,
            end_key=end_key,
        )

    def say(self, read: Read, window: Pieces, triggers: Sequence[tuple[int, int, int]]) -> Said:
        """What the network says of `triggers` (start, end, kind) of a window."""
        where = np.zeros((len(triggers), len(window.ids)), np.float32)
        for n, (start, end, _) in enumerate(triggers):
            where[n, start:end] = 1 / (end - start)
        given = {
            "pieces": read.pieces,
            "keys": read.keys,
            "where": where,
            "kinds": np.array([kind for _, _, kind in triggers], np.int64),
            "centre": np.array([start for start, _, _ in triggers], np.int64),
            "sentence": window.sentence,
        }
        classes, pointers = self._heads.run(None, given)
        parts = np.split(classes, np.cumsum([len(PHASES), len(CERTAINTIES), len(STANCES)]), axis=-1)
        phases, certainties, stances = (_softmax(part) for part in parts[:3])
        return Said(phases, certainties, stances, _sigmoid(parts[3][:, 0]), _softmax(pointers))

    def lengths(self, read: Read, starts: Sequence[int], pointers: Sequence[int]) -> Floats:
        """How probable it is that the name at each of `starts` is 1 to 16 pieces long."""
        given = {
            "query": read.end_query,
            "key": read.end_key,
            "starts": np.array(starts, np.int64),
            "pointers": np.array(pointers, np.int64),
        }
        return _softmax(self._ends.run(None, given)[0])


def _checked(folder: Path) -> dict[str, Any]:
    try:
        page: dict[str, Any] = json.loads((folder / "weights.json").read_text())
        for name, digest in page["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise WeightsError(f"the weights {folder / name} are damaged; install reportedly again")
        if missing := {"name", "settings", "judge"} - page.keys():
            raise WeightsError(f"the weights in {folder} lack {', '.join(sorted(missing))}; install reportedly again")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"the weights in {folder} cannot be read ({error}); install reportedly again") from None
    return page


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    found: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return found


def _sigmoid(logits: Floats) -> Floats:
    return (1 / (1 + np.exp(-logits))).astype(np.float32)
