"""What a person names becomes documents; what cannot be read is refused with its reason, and never raises."""

import io
import json

import pytest

from reportedly.errors import BadRow, NothingToRead, NotReadable, NotThere, TooLarge
from reportedly.model import BasedHow, BasedOn
from reportedly.read import Limits, Raw, Refused, inputs_of, raws, read, read_row

LIMITS = Limits()


def one(name, limits=LIMITS):
    (found,) = raws(str(name), limits)
    return found


def test_a_missing_file_and_a_directory(tmp_path):
    assert isinstance(one(tmp_path / "no.html").error, NotThere)
    refused = one(tmp_path)
    assert isinstance(refused.error, NotReadable)
    assert "directory" in str(refused.error)


def test_types_by_name_and_by_content(tmp_path):
    for name, content, expected in [
        ("a.html", "x", "text/html"),
        ("a.HTM", "x", "text/html"),
        ("a.txt", "<html>", "text/plain"),
        ("a.jsonl", "x", "application/json"),
        ("a", "<!DOCTYPE html><p>x", "text/html"),
        ("b", '{"text": "x"}', "application/json"),
        ("c", "Acme bought Zeta.", "text/plain"),
    ]:
        (tmp_path / name).write_text(content)
        assert one(tmp_path / name).media_type == expected


def test_a_file_over_the_limit_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    assert isinstance(one(tmp_path / "a.txt", Limits(max_bytes=100)).error, TooLarge)


def test_a_line_over_the_limit_spoils_only_itself(tmp_path):
    lines = ['{"text": "a"}', json.dumps({"text": "x" * 5_000_000}), '{"text": "b"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(raws(str(tmp_path / "a.jsonl"), Limits(max_bytes=100)))
    assert [type(f) for f in found] == [Raw, Refused, Raw]
    assert [f.place.rsplit(":", 1)[1] for f in found] == ["1", "2", "3"]


def test_other_schemes_are_not_fetched():
    assert isinstance(one("ftp://example.org/a").error, NotReadable)
    assert isinstance(one("file:///etc/passwd").error, NotReadable)


def row(**fields):
    return Raw(json.dumps(fields).encode(), "application/json", "a.jsonl:1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{no json", "no JSON"),
        (b"[1]", "no JSON object"),
        (b"{}", "text"),
        (b'{"text": 7}', "text"),
        (b'{"text": "a", "title": 7}', "title"),
        (b'{"text": "a", "id": [1]}', "id"),
        (b'{"text": "a", "id": true}', "id"),
        (b'{"text": "a", "authors": 7}', "authors"),
        (b'{"text": "a", "authors": ["b", 7]}', "authors"),
        (b'{"text": "a", "based_on": {}}', "based_on"),
        (b'{"text": "a", "based_on": [1]}', "based_on"),
        (b'{"text": "a", "authors": ["a\\u0000b"]}', "NUL"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"text": "\xff"}', "UTF-8"),
        (b'{"text": "a\\ud800"}', "surrogate"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_line_says_what_is_wrong(content, reason):
    with pytest.raises(BadRow, match=reason):
        read(Raw(content, "application/json", "a.jsonl:1"))


def test_an_empty_text_is_nothing():
    with pytest.raises(NothingToRead):
        read(row(text=" \n"))


def test_a_row_is_a_report():
    report = read(
        row(
            id=7,
            url="https://e.org/a",
            title="Acme buys Zeta",
            outlet="Post",
            published="2024-01-02",
            lang="en",
            text="Acme bought Zeta.",
        )
    )
    assert (report.given_id, report.address, report.outlet, report.language) == ("7", "https://e.org/a", "Post", "en")
    assert report.published.on.isoformat() == "2024-01-02"
    assert report.text.startswith("Acme buys Zeta\n\n")


def test_a_row_may_tell_its_authors_its_section_and_whose_copy_it_is():
    report = read(row(text="Acme bought Zeta.", authors=["By Ann Lee", "Bo Ek"], section="Cars", based_on="Wire"))
    assert (report.authors, report.section) == (("Ann Lee", "Bo Ek"), "Cars")
    assert report.based_on == BasedOn(BasedHow.STATED, "Wire")
    linked = read(row(text="Acme bought Zeta.", authors="Ann Lee", based_on={"url": "https://wire.example/1"}))
    assert (linked.authors, linked.based_on.url) == (("Ann Lee",), "https://wire.example/1")


def test_a_row_is_no_copy_of_its_own_outlet():
    assert read(row(text="Acme bought Zeta.", outlet="The Wire", based_on="Wire")).based_on is None


def test_a_text_may_say_whose_copy_it_is():
    assert read(row(text="Acme bought Zeta.\n\n(Source: Reuters)", outlet="Wire")).based_on.outlet == "Reuters"
    assert (
        read(row(title="Acme buys Zeta-CarPost", text="Acme bought Zeta.", outlet="Wire")).based_on.outlet == "CarPost"
    )
    assert read(row(title="Acme buys Zeta-CarPost", text="Acme bought Zeta.")).based_on is None


def test_for_extract_the_text_alone_counts():
    assert read_row(row(id=7, title="Acme buys Zeta", text="Acme bought Zeta.")).text == "Acme bought Zeta."


def test_the_same_text_is_the_same_report_wherever_it_lies(tmp_path):
    ids = set()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Acme bought Zeta.")
        ids.add(read(one(tmp_path / name)).version_id)
    assert len(ids) == 1


def test_standard_input_is_read_to_its_end(monkeypatch, tmp_path):
    path = tmp_path / "in"
    path.write_text('{"text": "Acme bought Zeta."}\n\n{"text": "b"}\n')
    with path.open("rb") as file:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(file))
        assert [f.place for f in raws("-", LIMITS)] == ["-:1", "-:3"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('[{"id": 1, "text": "a"}]', "JSON array"),
        ("<?xml version='1.0'?><rss>", "XML"),
    ],
)
def test_another_format_is_not_read_as_prose(tmp_path, content, what):
    for name in ("a", "a.txt"):
        (tmp_path / name).write_text(content)
        assert what in str(one(tmp_path / name).error)


def test_places_lie_in_inputs(tmp_path):
    for name in ("a.jsonl", "b.zip", "c.warc.gz", "odd!name.html", "d:7"):
        (tmp_path / name).write_text("x")
    at = str(tmp_path) + "/"
    places = [
        at + p
        for p in (
            "a.jsonl:17",
            "a.jsonl:3",
            "b.zip!in/side.jsonl:2",
            "c.warc.gz@812",
            "odd!name.html",
            "d:7",
            "gone.html",
        )
    ]
    expected = [at + p for p in ("a.jsonl", "b.zip", "c.warc.gz", "odd!name.html", "d:7", "gone.html")]
    assert inputs_of([*places, "https://e.org/a:1"]) == [*expected, "https://e.org/a:1"]
