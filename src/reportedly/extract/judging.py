"""How probable it is that what was read is a claim, after everything about it is known.

In: a claim with the network's own scores. Out: a probability, by logistic regression on those scores.
What a newcomer would get wrong: the network scores a trigger before it knows whether anybody acts there, and whether a
headline is told again in the body; so its score alone says too little. The coefficients come with the weights, and were
fitted on reports that the network was not trained on (training/tune.py).
"""

import math
from collections.abc import Mapping

from reportedly.model import CORE_ROLES, Claim, Part

FEATURES = ("one", "trigger", "best", "least", "evidence", "phase", "names", "copies", "title", "link", "voice")
UNFITTED = {"one": 0.0, "trigger": 1.0}
_NO_NAME = 0.02


def features(claim: Claim) -> dict[str, float]:
    """What is known about a claim that has scores: log odds of its parts, counts, where it stands.

    `best` and `least` are of its actors, objects and counterparties, `copies` is 1 where it is said more than once.
    """
    if claim.scores is None:
        raise ValueError("only a claim with scores can be judged")
    sure = [f.score or _NO_NAME for f in claim.roles if f.role in CORE_ROLES] or [_NO_NAME]
    return {
        "one": 1.0,
        "trigger": _log_odds(claim.scores.claim),
        "best": _log_odds(max(sure)),
        "least": _log_odds(min(sure)),
        "evidence": _log_odds(claim.scores.evidence),
        "phase": _log_odds(claim.scores.phase),
        "names": float(len(sure)),
        "copies": float(len(claim.evidence) > 1),
        "title": float(claim.part is Part.TITLE),
        "link": float(claim.part is Part.LINK),
        "voice": float(bool(claim.voices)),
    }


def probability(claim: Claim, coefficients: Mapping[str, float]) -> float:
    """How probable the claim is, by those coefficients (a missing one is 0)."""
    found = features(claim)
    return 1 / (1 + math.exp(-sum(coefficients.get(name, 0.0) * found[name] for name in FEATURES)))


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
