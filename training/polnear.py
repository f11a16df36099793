"""Attribution on PolNeAR, with the same encoder: `python -m training.polnear CORPUS/data --out DIR [--start LAST.pt]`.

In: PolNeAR's texts and attributions (Newell, Margolin, Ruths, LREC 2018), its own train and test parts. Out: exact span
F1 of source, cue and content on the test part; the weights stay in DIR and never ship, since the corpus states no
licence.
What a newcomer would get wrong: an annotation of several pieces is several spans, and a span counts only where both of
its ends are right.
"""

import argparse
import copy
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
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
from training.network import WIDTH, Encoder
from training.train import SEED, Network, follow, hidden, model_folder

ROLES = ("Source", "Cue", "Content")
OUTSIDE = 2 * len(ROLES)  # labels: beginning and inside of each role, outside
PIECES_A_STEP = 1500
_IMPOSSIBLE = -1e4
# How much less probable a beginning is than the tagger says, in nats, since it cuts long spans in two; chosen on dev.
BEGINNINGS = (0.3, 0.3, 1.5)
_BREAK = re.compile(r"[\"”'’]?\s*\n\s*")
_LAST_BREAK = re.compile(r"\s*\n\s*[\"“]?$")
_QUOTE = 250  # characters: a quotation mark further off closes another quotation
_MARKS = (("“", "”"), ("‘‘", "’’"))


@dataclass(slots=True)
class Window:
    """A window of an article, with a label for each piece."""

    pieces: Pieces
    labels: np.ndarray


class Tagger(nn.Module):
    """The encoder with one label for each piece."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.labels = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, OUTSIDE + 1))

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, part: Tensor) -> Tensor:
        """Logits, B by T by labels."""
        return self.labels(self.encoder(ids, mask, case, part)[0])


def articles(part: Path) -> Iterator[tuple[str, set[tuple[str, int, int]]]]:
    """Text and spans (role, start, end) of every article of a part; of several annotators' the first one's."""
    pages = {page.stem.rsplit("_", 1)[0]: page for page in sorted((part / "attributions").glob("*.ann"), reverse=True)}
    for name, page in sorted(pages.items()):
        text = (part / "text" / f"{name}.txt").read_text(encoding="utf-8")
        spans = set()
        for line in page.read_text(encoding="utf-8").splitlines():
            found = re.match(r"T\d+\t(Source|Cue|Content) ([\d; ]+)\t", line)
            for place in found[2].split(";") if found else ():
                start, end = map(int, place.split())
                spans.add((found[1], start, end))
        yield text, spans


def cut(text: str, spans: set[tuple[str, int, int]], tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of one article."""
    lines = [Passage(Part.BODY, Span(*m.span()), None) for m in re.finditer(r"\S[^\n]*", text)]
    for pieces in windows(pieces_of(tokenizer, text, lines)):
        labels = np.full(len(pieces.ids), OUTSIDE, np.int64)
        for role, start, end in spans:
            inside = np.nonzero((pieces.starts >= start) & (pieces.ends <= end) & (pieces.ends > pieces.starts))[0]
            labels[inside] = 2 * ROLES.index(role) + 1
            if len(inside) and pieces.starts[inside[0]] == start:
                labels[inside[0]] -= 1
        yield Window(pieces, labels)


def tensors(batch: Sequence[Window]) -> tuple[Tensor, ...]:
    """ids, mask, case, part and labels, padded."""
    pieces = [w.pieces for w in batch]
    mask = padded([np.ones_like(p.ids) for p in pieces])
    return (
        padded([p.ids for p in pieces]),
        mask,
        padded([p.case for p in pieces]),
        padded([p.part for p in pieces]),
        padded([w.labels for w in batch]),
    )


def train(tagger: Tagger, made: Sequence[Window], epochs: int, rate: float) -> Tagger:
    """Train, with some words hidden and the rate rising for a tenth of the steps and falling to nothing.

    Returns the tagger with averaged weights.
    """
    average, step = copy.deepcopy(tagger), 0
    bert = {id(p) for p in tagger.encoder.bert.parameters()}
    own = [p for p in tagger.parameters() if id(p) not in bert]
    rest = [p for p in tagger.encoder.bert.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": own, "lr": rate * 5}, {"params": rest, "lr": rate}], weight_decay=0.01)
    base = [group["lr"] for group in optimizer.param_groups]
    began = time.time()
    for epoch in range(epochs):
        rng, lost = random.Random(SEED + epoch), 0.0
        shuffled = list(batches(made, lambda w: len(w.labels), PIECES_A_STEP, rng))
        for count, batch in enumerate(shuffled, 1):
            share = (epoch + (count - 1) / len(shuffled)) / epochs
            for group, first in zip(optimizer.param_groups, base, strict=True):
                group["lr"] = first * min(1.0, share / 0.1) * max(0.02, 1 - share)
            ids, mask, case, part, labels = tensors(batch)
            logits = tagger(hidden(ids, rng), mask, case, part)
            each = nnf.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none")
            loss = (each * mask.flatten()).sum() / mask.sum()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, lost = step + 1, lost + float(loss.detach())
            follow(average, tagger, step)
            if count % 50 == 0:
                left = (time.time() - began) * (1 / max(share, 1e-3) - 1)
                print(f"epoch {epoch + 1} step {count} loss {lost / count:.3f} {left:.0f} s left", flush=True)
    return average


def best_path(logits: np.ndarray) -> np.ndarray:
    """The most probable labels in which an inside follows a beginning or an inside of its role (Viterbi).

    `logits` are log probabilities, T by labels.
    """
    labels = logits.shape[1]
    logits = logits.copy()
    logits[:, : 2 * len(ROLES) : 2] -= BEGINNINGS
    step = np.zeros((labels, labels))
    for role in range(len(ROLES)):
        step[:, 2 * role + 1] = _IMPOSSIBLE
        step[[2 * role, 2 * role + 1], 2 * role + 1] = 0
    score, back = logits[0] + step[OUTSIDE], []
    for row in logits[1:]:
        options = score[:, None] + step
        back.append(options.argmax(0))
        score = options.max(0) + row
    path = [int(score.argmax())]
    for previous in reversed(back):
        path.append(int(previous[path[-1]]))
    return np.array(path[::-1])


def spans_of(pieces: Pieces, labels: np.ndarray, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """Spans that begin within pieces `first` to `last`."""
    at = first
    while at < last:
        end = at + 1
        if labels[at] < OUTSIDE and labels[at] % 2 == 0:
            while end < len(labels) - 1 and labels[end] == labels[at] + 1:
                end += 1
            yield ROLES[labels[at] // 2], int(pieces.starts[at]), int(pieces.ends[end - 1])
        at = end


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A content with both of its quotation marks, and without a line's end that it begins or ends with.

    >>> whole('He said: "I go."', 9, 15)
    (9, 16)
    """
    if found := _BREAK.match(text, start, end):
        start = found.end()
    said = text[start:end]
    for opening, closing in _MARKS:
        end += len(closing) * (said.count(opening) > said.count(closing) and text.startswith(closing, end))
        start -= len(opening) * (said.count(closing) > said.count(opening) and text.endswith(opening, 0, start))
    if said.count('"') % 2:
        end, start = (end + 1, start) if text.startswith('"', end) else (end, start - text.endswith('"', 0, start))
    said = text[start:end]
    cut = (said.startswith("“") and "”" not in said) or (said.startswith('"') and said.count('"') == 1)
    end += 2 * bool(cut and re.match(r"[.,!?][”\"]", text[end:]))
    behind = _LAST_BREAK.search(text, start, end)
    return start, behind.start() if behind and behind.start() > start else end


def mended(text: str, contents: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Contents of which those a character apart are one, and quotations go on to their end, as long as none of `others`
    is in between.

    >>> text = "“I go,” he said, “and I stay.”"
    >>> sorted(mended(text, [(0, 7), (17, 21), (22, 28)], [(8, 15)]))
    [(0, 7), (17, 30)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(contents):
        if joined and start - joined[-1][1] <= 1 and "\n" not in text[joined[-1][1] : start]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    found: list[tuple[int, int]] = []
    for start, end in joined:
        if not found or end > found[-1][1]:
            found.append((start, _quoted_to(text, start, end, others)))
    return set(found)


def _quoted_to(text: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> int:
    """Where a content ends: at its quotation's mark, where it begins one that the tagger left open."""
    said = text[start:end]
    closing = text.find("”", end, end + _QUOTE)
    if closing < 0 or not said.startswith("“") or said.count("“") <= said.count("”"):
        return end
    if re.search("[\n“]", text[end:closing]) or any(a < closing and b > end for a, b in others):
        return end
    return closing + 1


@torch.no_grad()
def measure(tagger: Tagger, part: Path, tokenizer: Tokenizer) -> dict[str, float]:
    """Exact span F1 for each role of ROLES."""
    tagger.eval()
    gold, said, hit = Counter(), Counter(), Counter()
    for text, spans in articles(part):
        found: set[tuple[str, int, int]] = set()
        reached = -1
        for window in cut(text, set(), tokenizer):
            ids, mask, case, tags, _ = tensors([window])
            logits = torch.log_softmax(tagger(ids, mask, case, tags)[0], dim=-1).numpy().astype(np.float64)
            pieces, last = window.pieces, len(window.labels) - 1
            first = max(1, int(np.searchsorted(pieces.starts[1:-1], reached)) + 1)
            stop = last if last < 509 else last - 60
            for role, start, end in spans_of(pieces, best_path(logits), first, stop):
                found.add((role, *(whole(text, start, end) if role == "Content" else (start, end))))
            reached = int(pieces.starts[stop]) if stop < last else int(pieces.ends[-1]) + 1
        places = {role: [(start, end) for r, start, end in found if r == role] for role in ROLES}
        contents = mended(text, places["Content"], [*places["Source"], *places["Cue"]])
        found = {span for span in found if span[0] != "Content"} | {("Content", *place) for place in contents}
        for role in ROLES:
            ours, theirs = ({s for s in some if s[0] == role} for some in (found, spans))
            said[role] += len(ours)
            gold[role] += len(theirs)
            hit[role] += len(ours & theirs)
    return {role: 2 * hit[role] / max(1, gold[role] + said[role]) for role in ROLES}


def main() -> None:
    """Train on the train part, print the figures of the test part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder that holds train/ and test/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--start", type=Path, help="a last.pt of training.train: begin with its encoder")
    parser.add_argument("--first", type=int, help="only so many articles, for a trial")
    parser.add_argument("--part", default="test", help="the part to measure on (what is chosen is chosen on dev)")
    asked = parser.parse_args()
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    network = Network()
    if asked.start:
        network.load_state_dict(torch.load(asked.start, weights_only=True)["average"])
    tagger = Tagger(network.encoder)
    made = [
        w for text, spans in list(articles(asked.data / "train"))[: asked.first] for w in cut(text, spans, tokenizer)
    ]
    print(f"{len(made)} windows", flush=True)
    began = time.time()
    tagger = train(tagger, made, asked.epochs, asked.rate)
    print(f"trained in {time.time() - began:.0f} s", flush=True)
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save(tagger.state_dict(), asked.out / "tagger.pt")
    print({role: round(100 * f1, 1) for role, f1 in measure(tagger, asked.data / asked.part, tokenizer).items()})


if __name__ == "__main__":
    main()
