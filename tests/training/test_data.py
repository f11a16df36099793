"""What the weights are trained on: every string of a claim stands in its report; no corpus of others is copied here."""

import json
import random
from pathlib import Path

import pytest

from training import corpus
from training.standoff import load, main, sentence, sentences

DATA = Path(__file__).parents[2] / "training" / "data"
LABELS = {"kind", "phase", "certainty", "stance", "part", "type", "named"}


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def quoted(value):
    """Every string of a claim that quotes its report, or the places that stand for them."""
    if isinstance(value, dict):
        return [q for key, one in value.items() if key not in LABELS for q in quoted(one)]
    if isinstance(value, list) and not (len(value) == 2 and all(isinstance(n, int) for n in value)):
        return [q for one in value for q in quoted(one)]
    return [value]


@pytest.mark.parametrize("batch", sorted(path.name[:1] for path in DATA.glob("?01.reports.jsonl")))
def test_claims_quote_their_reports(batch):
    for path in DATA.glob(f"{batch}*.reports.jsonl"):
        assert {row["licence"] for row in rows(path)} == {"written for this project"}
        texts = {row["id"]: row["text"] for row in rows(path)}
        claims = rows(path.with_name(path.name.replace(".reports.", ".claims.")))
        assert [row["id"] for row in claims] == list(texts)
        for row in claims:
            for claim in row["claims"]:
                assert all(quote in texts[row["id"]] for quote in quoted(claim)), (row["id"], claim)
                assert any(claim["trigger"] in quote for quote in claim["evidence"])


def test_claims_on_texts_of_others_hold_places_only():
    paths = list(DATA.glob("*.places.jsonl"))
    assert paths
    for path in paths:
        for row in rows(path):
            assert set(row) == {"id", "sentences", "text", "claims"}
            assert all(isinstance(n, int) for claim in row["claims"] for place in quoted(claim) for n in place)


def test_places_and_texts_together_are_the_claims(tmp_path):
    words = [["Acme", "'s", "owner", ",", "Zeta", "(", "Riga", ")", ",", "bought", "it", "for", "$", "5", "m", "."]]
    words.append(["In", "2019", ",", "Zeta", "said", "it", "would", "n't", "sell", "Acme", "."])
    folder = tmp_path / "core" / "dataset"
    folder.mkdir(parents=True)
    (folder / "train.json").write_text(json.dumps([{"id": f"E{n}", "context": w} for n, w in enumerate(words)]))
    text = "Acme's owner, Zeta (Riga), bought it for $5 m.\n\nIn 2019, Zeta said it wouldn't sell Acme."
    assert "\n\n".join(map(sentence, words)) == text
    claim = {
        "kind": "acquisition",
        "roles": {"actor": ["Zeta"], "object": ["Acme"], "time": []},
        "phase": "off",
        "certainty": "certain",
        "stance": "affirms",
        "voices": [{"name": "Zeta", "type": "company", "named": True}],
        "evidence": ["it wouldn't sell Acme"],
        "trigger": "sell",
        "said": "In 2019",
        "part": "body",
    }
    reports, claims, places = (tmp_path / name for name in ("reports.jsonl", "claims.jsonl", "places.jsonl"))
    reports.write_text(json.dumps({"id": "w-1", "text": text, "sentences": ["E0", "E1"]}) + "\n")
    claims.write_text(json.dumps({"id": "w-1", "claims": [claim]}) + "\n")
    main(reports, claims, places)
    assert "Acme" not in places.read_text()
    report, found = load(places, tmp_path)["w-1"]
    assert (report["text"], found) == (text, [claim])
    (folder / "train.json").write_text(json.dumps([{"id": f"E{n}", "context": w[1:]} for n, w in enumerate(words)]))
    sentences.cache_clear()
    with pytest.raises(ValueError, match="another text"):
        load(places, tmp_path)


@pytest.mark.parametrize("batch", ["a01", "e07", "j03"])
def test_what_is_changed_for_training_is_still_quoted_by_its_claims(batch):
    known = corpus.load([(DATA / f"{batch}.reports.jsonl", DATA / f"{batch}.claims.jsonl")])
    names, rng, changed = corpus.names_of(known), random.Random(3), 0
    for report, claims in known.values():
        some = [
            corpus.swapped(report, claims, names, rng),
            corpus.shortened(report, claims, rng),
            (corpus.run_on(report, claims), claims),
            (corpus.furnished(report, claims, rng), claims),
        ]
        changed += sum(new["text"] != report["text"] for new, _ in some)
        for new, left in some:
            assert all(quote in new["text"] for claim in left for quote in claim["evidence"])
        furnished = some[-1][0]["text"]
        assert set(report["text"].splitlines()) < set(furnished.splitlines())
    assert changed > 3 * len(known)
