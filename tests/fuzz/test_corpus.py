"""Every hostile input that did harm once is told in plain words now, as the program reads it: in a worker, in limited time.

What a newcomer would get wrong: where a library takes too long, being refused for it is what is meant to happen.
"""

import gzip
import tempfile
from pathlib import Path

import pytest

from fuzz.__main__ import CORPUS, tried
from fuzz.mutate import made
from fuzz.targets import TARGETS, check
from reportedly.model import Report
from reportedly.read import Limits, Raw, Workers, raws

# warcio leaves a spooled file to the garbage collector for each record that it writes.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SUFFIXES = {
    "html": ".html",
    "warc": ".warc",
    "zip": ".zip",
    "gzip": ".gz",
    "mail": ".eml",
    "pdf": ".pdf",
    "rows": ".jsonl",
    "text": ".txt",
}


@pytest.fixture(scope="module")
def workers():
    with Workers(1, Limits(max_s=2.0)) as started:
        yield started


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.gz")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_did_harm_once_does_none_now(path, workers):
    target, data = path.parent.name, gzip.decompress(path.read_bytes())
    if target not in SUFFIXES:
        assert tried(TARGETS[target], data) is None
        return
    with tempfile.NamedTemporaryFile(suffix=SUFFIXES[target]) as file:
        Path(file.name).write_bytes(data)
        for found in raws(file.name, Limits()):
            answer = workers.read(found) if isinstance(found, Raw) else found.error
            if isinstance(answer, Report):
                check(answer)
            else:
                assert "the reader failed" not in str(answer)
                assert "died of" not in str(answer)


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_number_gives_the_same_input_and_seeds_do_no_harm(target):
    assert made(TARGETS[target], 7) == made(TARGETS[target], 7)
    assert {tried(TARGETS[target], seed) for seed in TARGETS[target].seeds()} == {None}
