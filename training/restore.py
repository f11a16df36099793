"""What ships back to a checkpoint: `python -m training.restore FOLDER CHECKPOINT`, so that a run can go on from it.

In: the weights' folder as training.export writes it. Out: a last.pt that `--start` of training.train takes.
What a newcomer would get wrong: the matrices were rounded to 7 bits when they were exported, so what comes back is the
network that ships, not quite the one that was trained; the words' vectors are never trained and come from the base.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.train import Network

_LAYER = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_BEHIND = ("whole", "kinds.0", "kinds.3", "keys", "end_query", "end_key", "voice")
_WORDS = "encoder.bert.embeddings.word_embeddings.weight"
_MATRIX, _ROUNDED = "onnx::MatMul_", "_quantized"


def restored(folder: Path) -> dict[str, Tensor]:
    """The network's parameters by name, float32; KeyError or ValueError when the files are not the network's."""
    network = Network()
    encoder = _stored(folder / "encoder.onnx")
    found = {name: value for name, value in encoder.items() if name.startswith("encoder.")}
    found.pop(_WORDS)
    layers = range(network.encoder.bert.config.num_hidden_layers)
    linear = [*(f"bert.encoder.layer.{n}.{name}" for n in layers for name in _LAYER), *_BEHIND]
    numbered = sorted((n for n in encoder if n.startswith(_MATRIX)), key=lambda n: int(n.removeprefix(_MATRIX)))
    for name, stored in zip(linear, numbered, strict=True):  # the exporter numbers matrices as they are met
        found[f"encoder.{name}.weight"] = encoder[stored].T
    (kind,) = (value for name, value in encoder.items() if name.startswith("onnx::Add_"))
    (shares,) = (value for name, value in encoder.items() if name.startswith("onnx::Split_"))
    kinds = network.encoder.bert.embeddings.token_type_embeddings.weight.detach().numpy().copy()
    kinds[0] = kind
    found["encoder.bert.embeddings.token_type_embeddings.weight"] = kinds
    found["encoder.mix"] = np.log(shares)
    for part in ("heads", "ends"):
        found |= {f"{part}.{name}": value for name, value in _stored(folder / f"{part}.onnx").items()}
    state = network.state_dict()
    for name, value in found.items():
        if state[name].shape != value.shape:
            raise ValueError(f"{name} is {value.shape}, the network has {tuple(state[name].shape)}")
    if missing := {n for n, _ in network.named_parameters()} - found.keys() - {_WORDS}:
        raise ValueError(f"{folder} lacks {', '.join(sorted(missing))}")
    return state | {name: torch.tensor(np.ascontiguousarray(value)) for name, value in found.items()}


def _stored(path: Path) -> dict[str, np.ndarray]:
    """What a file holds by name, as numbers; rounded matrices are multiplied out."""
    held = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    found = {}
    for name, value in held.items():
        stem = name.removesuffix(_ROUNDED)
        if name.endswith(_ROUNDED):
            zero = held[stem + "_zero_point"].astype(np.float32)
            found[stem] = ((value.astype(np.float32) - zero) * held[stem + "_scale"]).astype(np.float32)
        elif not name.endswith(("_scale", "_zero_point")):
            found[stem] = value
    return found


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).parent.mkdir(parents=True, exist_ok=True)
    torch.save({"average": restored(Path(sys.argv[1]))}, sys.argv[2])
