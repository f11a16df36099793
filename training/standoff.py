"""Claims on texts that are not ours to copy: `python -m training.standoff REPORTS CLAIMS OUT` makes such a file.

In: sentences of CORE (Borchert and others 2023: company pages of Wikipedia) as they lie beside the project, and claims
on them in which every string is a place. Out: reports and claims in the form of all others.
What a newcomer would get wrong: a report here is some sentences of different pages, a paragraph each, and its text is
made when it is loaded. To change how words are joined would move every place, so a line has a digest of its text.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from training.corpus import Row, rows

LICENCE = "CC BY 4.0 (CORE; texts from Wikipedia, CC BY-SA)"
_CLOSING = re.compile(r" (?=(?:[.,;:!?%)\]}]|'s\b|’s\b|n't\b|'(?:re|ve|ll|d|m)\b|”|'')(?:\s|$|[.,;:!?)]))")
_OPENING = re.compile(r"(?<=[(\[{$£€“#]) |(?<=``) ")
_ONE_PLACE = ("trigger", "said")


def sentence(words: list[str]) -> str:
    """Words of CORE as they stood on the page, as far as that can be told.

    >>> sentence(["Acme", "'s", "plant", "(", "in", "Riga", ")", "cost", "$", "5", "m", "."])
    "Acme's plant (in Riga) cost $5 m."
    """
    text = " ".join(words)
    text = _OPENING.sub("", _CLOSING.sub("", text))
    return _OPENING.sub("", _CLOSING.sub("", text)).replace("``", "“").replace("''", "”")


@cache
def sentences(folder: Path) -> dict[str, str]:
    """The sentences of CORE's train part by their ids."""
    known = json.loads((folder / "core" / "dataset" / "train.json").read_text(encoding="utf-8"))
    return {row["id"]: sentence(row["context"]) for row in known}


def load(path: Path, corpora: Path) -> dict[str, tuple[Row, list[Row]]]:
    """Reports with their claims, by id, from a file of places and the corpora beside the project.

    Raises ValueError where a text is not the one that the places were made for.
    """
    known = sentences(corpora)
    found: dict[str, tuple[Row, list[Row]]] = {}
    for row in rows(path):
        text = "\n\n".join(known[i] for i in row["sentences"])
        if _digest(text) != row["text"]:
            raise ValueError(f"{path}: {row['id']} was made for another text; is it another version of CORE?")
        report = {"id": row["id"], "title": None, "text": text, "licence": LICENCE, "voiced": False}
        found[row["id"]] = (report, [_changed(claim, partial(_quoted, text)) for claim in row["claims"]])
    return found


def places(report: Row, claims: list[Row]) -> Row:
    """A line of such a file: the sentences' ids, and claims in which every string is (start, end) in the text."""
    text = report["text"]

    def place(quote: str) -> tuple[int, int]:
        at = re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text)
        start = at.start() if at else text.index(quote)
        return start, start + len(quote)

    line = {"id": report["id"], "sentences": report["sentences"], "text": _digest(text)}
    return {**line, "claims": [_changed(claim, place) for claim in claims]}


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _quoted(text: str, place: Sequence[int]) -> str:
    return text[slice(*place)]


def _changed(claim: Row, change: Callable[[Any], Any]) -> Row:
    """`claim` with `change` made to whatever it quotes."""
    return {
        **claim,
        **{key: change(claim[key]) for key in _ONE_PLACE if claim.get(key)},
        "evidence": [change(quote) for quote in claim["evidence"]],
        "roles": {role: [change(name) for name in names] for role, names in claim["roles"].items()},
        "voices": [
            {**voice, "name": change(voice["name"])} | ({"of": change(voice["of"])} if voice.get("of") else {})
            for voice in claim["voices"]
        ],
    }


def main(reports: Path, claims: Path, out: Path) -> None:
    """Write the claims on `reports` as places."""
    texts = {row["id"]: row for row in rows(reports)}
    made = (places(texts[row["id"]], row["claims"]) for row in rows(claims))
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
