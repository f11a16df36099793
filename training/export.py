"""Trained weights to what ships: `python -m training.export CHECKPOINT... FOLDER`.

In: last.pt of training.train; of several, their mean (Wortsman and others 2022, "Model soups"). Out: encoder.onnx
(int8), heads.onnx, ends.onnx, tokenizer.json, and weights.json with the SHA-256 of each, which the engine checks when
it loads them.
What a newcomer would get wrong: the encoder's matrices are int8 with a reduced range, since older processors add two
products in 16 bits and would overflow. Attention is written as onnxruntime's own operator, which is twice as fast as
what the exporter makes of it; it sees one window without padding, so no mask.
"""

import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as nnf

from reportedly.extract.judging import UNFITTED
from reportedly.extract.layout import POINTERS
from reportedly.extract.trained import SETTINGS
from training.network import POINT, WIDTH, Encoder, Ends, Heads
from training.train import Network, model_folder

FILES = ("encoder.onnx", "heads.onnx", "ends.onnx", "tokenizer.json")


def export(checkpoints: Sequence[Path], folder: Path, settings: dict[str, float]) -> None:
    """Write the weights' files to `folder`."""
    network = Network()
    states = [torch.load(checkpoint, weights_only=True)["average"] for checkpoint in checkpoints]
    network.load_state_dict({name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]})
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made) / "encoder.onnx"
        _encoder(network.encoder, whole)
        quantize_dynamic(
            whole,
            folder / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    _heads(network.heads, folder / "heads.onnx")
    _ends(network.ends, folder / "ends.onnx")
    (folder / "tokenizer.json").write_bytes((model_folder() / "tokenizer.json").read_bytes())
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    page = {"name": "reader-8", "sha256": digests, "settings": settings, "judge": UNFITTED}
    (folder / "weights.json").write_text(json.dumps(page, indent=2) + "\n")


class _Attention(torch.autograd.Function):
    """Attention of one window, B by T by width each; exported as com.microsoft.MultiHeadAttention."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:  # noqa: ARG004
        split = [x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value)]
        return nnf.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        made = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        made.setType(query.type())
        return made


class _Unpadded(nn.Module):
    """The encoder as it runs in the product: windows without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, case: Tensor, part: Tensor) -> tuple[Tensor, ...]:
        bert = self.encoder.bert
        embedded = bert.embeddings.word_embeddings(ids) + self.encoder.case(case) + self.encoder.part(part)
        places = torch.arange(ids.shape[1]).unsqueeze(0)
        kinds = bert.embeddings.token_type_embeddings.weight[0]
        hidden = bert.embeddings.LayerNorm(embedded + kinds + bert.embeddings.position_embeddings(places))
        layers = [hidden]
        for layer in bert.encoder.layer:
            own = layer.attention.self
            asked = own.query(hidden), own.key(hidden), own.value(hidden)
            seen = _Attention.apply(*asked, bert.config.num_attention_heads)
            hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + hidden)
            wide = nnf.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(wide) + hidden)
            layers.append(hidden)
        return self.encoder.said(layers, torch.ones_like(ids))


def _encoder(encoder: Encoder, path: Path) -> None:
    shape = (1, 7)
    arguments = (torch.ones(shape).long(), torch.ones(shape).long(), torch.ones(shape).long())
    unpadded = _Unpadded(encoder).eval()
    with torch.no_grad():  # the same network, written twice: it must say the same
        for one, two in zip(unpadded(*arguments), encoder(arguments[0], *arguments), strict=True):
            torch.testing.assert_close(one, two, rtol=1e-4, atol=1e-4)
    names = ["ids", "case", "part"]
    said = ["pieces", "kinds", "keys", "end_query", "end_key", "voice"]
    axes = {name: {0: "window", 1: "piece"} for name in [*names, *said]}
    torch.onnx.export(
        unpadded,
        arguments,
        path,
        input_names=names,
        output_names=said,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


def _heads(heads: Heads, path: Path) -> None:
    pieces, triggers = 9, 3
    arguments = (
        torch.zeros(pieces, WIDTH),
        torch.zeros(pieces, len(POINTERS) * POINT),
        torch.zeros(triggers, pieces),
        torch.zeros(triggers).long(),
        torch.zeros(triggers).long(),
        torch.zeros(pieces).long(),
    )
    names = ["pieces", "keys", "where", "kinds", "centre", "sentence"]
    axes = {
        "pieces": {0: "piece"},
        "keys": {0: "piece"},
        "where": {0: "trigger", 1: "piece"},
        "kinds": {0: "trigger"},
        "centre": {0: "trigger"},
        "sentence": {0: "piece"},
        "classes": {0: "trigger"},
        "pointers": {0: "trigger", 2: "piece"},
    }
    torch.onnx.export(
        heads,
        arguments,
        path,
        input_names=names,
        output_names=["classes", "pointers"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _ends(ends: Ends, path: Path) -> None:
    arguments = (torch.zeros(9, POINT), torch.zeros(9, POINT), torch.zeros(3).long(), torch.zeros(3).long())
    names = ["query", "key", "starts", "pointers"]
    axes = {
        "query": {0: "piece"},
        "key": {0: "piece"},
        "starts": {0: "name"},
        "pointers": {0: "name"},
        "lengths": {0: "name"},
    }
    torch.onnx.export(
        ends,
        arguments,
        path,
        input_names=names,
        output_names=["lengths"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    *checkpoints, folder = map(Path, sys.argv[1:])
    export(checkpoints, folder, SETTINGS)
