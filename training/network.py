"""The network: one encoder pass over a report, heads for triggers, and pointers from a trigger to what belongs to it.

In: word pieces with case and part. Out: for every piece, how likely it is (part of) a trigger of each kind; for a
trigger its phase, certainty and stance, and for every pointer a score of every piece, piece 0 standing for "none".
What a newcomer would get wrong: a pointer may rightly point at any place of a name, so scores of one name are added up.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from transformers import BertModel

from reportedly.extract.layout import CERTAINTIES, KINDS, LONGEST, PHASES, POINTERS, STANCES, VOICES

WIDTH, POINT = 384, 64
DISTANCES = 32
SENTENCES = 13


def distance_bucket(offset: Tensor) -> Tensor:
    """Signed distance in pieces, in 32 steps that grow with it."""
    size = offset.abs().float()
    step = torch.where(size < 8, size, 8 + (torch.log2(size.clamp(min=8) / 8) * 1.34)).long().clamp(max=15)
    return torch.where(offset < 0, 15 - step, 16 + step.clamp(max=15)).clamp(0, DISTANCES - 1)


class Encoder(nn.Module):
    """Word pieces to vectors, trigger scores, and what the other heads need of every piece."""

    def __init__(self, bert: BertModel, dropout: float = 0.15) -> None:
        super().__init__()
        self.bert = bert
        self.case = nn.Embedding(5, WIDTH)
        self.part = nn.Embedding(4, WIDTH)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.part.weight)
        self.mix = nn.Parameter(torch.tensor([0.0, 0.0, 0.0, 1.0, 0.5, 1.0, 2.0]))
        self.norm = nn.LayerNorm(WIDTH)
        self.whole = nn.Linear(WIDTH, WIDTH)
        self.drop = nn.Dropout(dropout)
        self.kinds = nn.Sequential(
            nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout), nn.Linear(WIDTH, len(KINDS))
        )
        self.keys = nn.Linear(WIDTH, len(POINTERS) * POINT)
        self.end_query = nn.Linear(WIDTH, POINT)
        self.end_key = nn.Linear(WIDTH, POINT)
        self.voice = nn.Linear(WIDTH, len(VOICES) + 1)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, part: Tensor) -> tuple[Tensor, ...]:
        embedded = self.bert.embeddings.word_embeddings(ids) + self.case(case) + self.part(part)
        found = self.bert(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        return self.said(found, mask)

    def said(self, layers: Sequence[Tensor], mask: Tensor) -> tuple[Tensor, ...]:
        """What the heads say of the encoder's layers (the embedded pieces first)."""
        weights = torch.softmax(self.mix, 0)
        mixed = self.norm(sum(w * h for w, h in zip(weights, layers, strict=True)))
        held = mask.unsqueeze(-1).to(mixed.dtype)
        mean = (mixed * held).sum(1, keepdim=True) / held.sum(1, keepdim=True)
        pieces = self.drop(mixed + self.whole(mean))
        return (
            pieces,
            self.kinds(pieces),
            self.keys(pieces),
            self.end_query(pieces),
            self.end_key(pieces),
            self.voice(pieces),
        )


class Heads(nn.Module):
    """From triggers of one window to what they say; see the module's head."""

    def __init__(self, dropout: float = 0.15) -> None:
        super().__init__()
        self.kind = nn.Embedding(len(KINDS), WIDTH)
        nn.init.normal_(self.kind.weight, std=0.02)
        self.body = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.classes = nn.Linear(WIDTH, len(PHASES) + len(CERTAINTIES) + len(STANCES) + 1)
        self.queries = nn.Linear(WIDTH, len(POINTERS) * POINT)
        self.distance = nn.Embedding(DISTANCES, len(POINTERS))
        self.sentence = nn.Embedding(SENTENCES, len(POINTERS))
        self.none = nn.Linear(WIDTH, len(POINTERS))
        for bias in (self.distance, self.sentence):
            nn.init.zeros_(bias.weight)

    def forward(
        self, pieces: Tensor, keys: Tensor, where: Tensor, kinds: Tensor, centre: Tensor, sentence: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`pieces` T by width, `keys` T by pointers * POINT, `where` N by T (mean of the trigger's pieces), `kinds`,
        `centre` N, `sentence` T; gives classes N by C and pointers N by P by T.
        """
        trigger = where @ pieces + self.kind(kinds)
        body = self.body(trigger) + trigger
        count, length = where.shape[0], pieces.shape[0]
        query = self.queries(body).view(count, len(POINTERS), POINT)
        key = keys.view(length, len(POINTERS), POINT)
        scores = torch.einsum("npd,tpd->npt", query, key) / POINT**0.5
        offset = torch.arange(length, device=pieces.device).unsqueeze(0) - centre.unsqueeze(1)
        apart = (sentence.unsqueeze(0) - sentence[centre].unsqueeze(1)).clamp(-6, 6) + 6
        scores = scores + self.distance(distance_bucket(offset)).transpose(1, 2) + self.sentence(apart).transpose(1, 2)
        scores = torch.cat((self.none(body).unsqueeze(-1), scores[:, :, 1:]), dim=-1)
        return self.classes(body), scores


class Ends(nn.Module):
    """Given where a name starts and what it is pointed at for, how far it goes: a score for each of 16 lengths."""

    def __init__(self) -> None:
        super().__init__()
        self.pointer = nn.Embedding(len(POINTERS), POINT)
        self.length = nn.Embedding(len(POINTERS), LONGEST)
        nn.init.normal_(self.pointer.weight, std=0.02)
        nn.init.zeros_(self.length.weight)

    def forward(self, query: Tensor, key: Tensor, starts: Tensor, pointers: Tensor) -> Tensor:
        """`query`, `key` T by POINT; `starts`, `pointers` M; gives M by 16."""
        at = (starts.unsqueeze(1) + torch.arange(LONGEST, device=starts.device)).clamp(max=key.shape[0] - 1)
        asked = query[starts] + self.pointer(pointers)
        return (asked.unsqueeze(1) * key[at]).sum(-1) / POINT**0.5 + self.length(pointers)
