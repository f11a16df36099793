"""Archives give their pages one after the other; what is in them can be damaged, huge or a trap."""

import gzip
import io
import json
import zipfile

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.errors import Fate, NothingToRead, NotReadable, TooLarge
from reportedly.read import Limits, Raw, Refused, raws, read

# warcio leaves a spooled file to the garbage collector for each record that it writes.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
PAGE = (
    "<html><head><title>Acme buys Zeta</title></head><body><article><p>Acme Corp has agreed to buy Zeta Motors of Lyon, "
    "both firms said on Monday.</p><p>The price was {n} million dollars, and nobody else had bid for it so far.</p></article></body></html>"
)


def write_warc(path, answers, *, packed=True):
    """(url, status, headers, body) of each answer, as a crawler writes them, with its request and a warcinfo record."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for url, status, headers, body in answers:
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "e.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=request))
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))


def html(n, **headers):
    shown = [("Content-Type", "text/html; charset=utf-8"), *((k.replace("_", "-"), v) for k, v in headers.items())]
    return f"https://e.org/{n}", "200 OK", shown, PAGE.format(n=n).encode()


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_file_gives_its_pages(tmp_path, packed):
    name = tmp_path / ("a.warc.gz" if packed else "a.warc")
    write_warc(name, [html(n) for n in range(5)], packed=packed)
    found = list(raws(str(name), Limits()))
    assert [f.url for f in found] == [f"https://e.org/{n}" for n in range(5)]
    assert [f.place for f in found] == [f"{name}@{f.at}" for f in found]
    assert "Zeta Motors" in read(found[3]).text
    again = list(raws(str(name), Limits(), found[3].at))
    assert [(f.url, f.at) for f in again] == [(f.url, f.at) for f in found[3:]]


def test_what_is_no_page_in_a_warc_file_is_skipped_with_its_reason(tmp_path):
    packed = gzip.compress(PAGE.format(n=7).encode())
    answers = [
        html(0),
        ("https://e.org/i.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG"),
        ("https://e.org/m", "301 Moved", [("Location", "https://e.org/0")], b""),
        ("https://e.org/z", "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], packed),
        ("https://e.org/big", "200 OK", [("Content-Type", "text/html")], b"x" * 6000),
    ]
    write_warc(tmp_path / "a.warc.gz", answers)
    found = list(raws(str(tmp_path / "a.warc.gz"), Limits(max_bytes=5000)))
    assert [type(f) for f in found] == [Raw, Refused, Refused, Raw, Refused]
    assert [f.error.fate for f in found if isinstance(f, Refused)] == [Fate.SKIP, Fate.SKIP, Fate.QUARANTINE]
    assert "7 million" in read(found[3]).text


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.97])
def test_a_torn_warc_file_gives_what_is_whole(tmp_path, cut):
    write_warc(tmp_path / "a.warc.gz", [html(n) for n in range(40)])
    content = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(content[: int(len(content) * cut)])
    found = list(raws(str(tmp_path / "a.warc.gz"), Limits()))
    whole = [f for f in found if isinstance(f, Raw)]
    assert len(whole) >= int(40 * cut) - 2
    assert all(f.url == f"https://e.org/{n}" for n, f in enumerate(whole))


def test_a_zip_file_gives_its_pages(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/page.html", PAGE.format(n=1))
        archive.writestr("rows.jsonl", '{"text": "Acme will buy Zeta."}\n{no json\n')
        archive.writestr("image.png", b"\x89PNG")
        archive.writestr("__MACOSX/b/._page.html", b"\x00")
        archive.writestr("../evil.txt", "Acme will close its plant.")
        archive.writestr("inner.zip", b"PK\x03\x04")
        archive.writestr("inner.txt", b"PK\x03\x04")
    found = list(raws(str(tmp_path / "a.zip"), Limits()))
    assert [f.place.split("!")[1] for f in found] == [
        "b/page.html", "rows.jsonl:1", "rows.jsonl:2", "../evil.txt", "inner.txt",
    ]  # fmt: skip
    assert "archive within an archive" in str(found[-1].error)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


def test_what_only_a_trap_packs_so_tight_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b"x" * 5_000_000)
        archive.writestr("b.jsonl", b" " * 50_000_000)
        archive.writestr("c.txt", "Acme will buy Zeta.")
    found = list(raws(str(tmp_path / "a.zip"), Limits(max_bytes=1_000_000)))
    assert [type(f) for f in found] == [Refused, Refused, Raw]
    assert all(isinstance(f.error, TooLarge) for f in found[:2])
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"\n" * 300_000_000))
    (refused,) = raws(str(tmp_path / "a.jsonl.gz"), Limits(max_bytes=1_000_000))
    assert isinstance(refused.error, TooLarge)
    assert "trap" in str(refused.error)


def test_gzipped_files_are_read_as_what_they_hold(tmp_path):
    rows = "".join(json.dumps({"text": f"Acme will buy {n}."}) + "\n" for n in range(3))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE.format(n=1).encode()))
    found = [f for name in ("a.jsonl.gz", "b.html.gz") for f in raws(str(tmp_path / name), Limits())]
    assert [f.media_type for f in found] == ["application/json"] * 3 + ["text/html"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", b"PK\x03\x04 no zip"),
        ("a.html.gz", gzip.compress(b"<html>" * 9000)[:-20]),
        ("a.gz", b"\x1f\x8b no gzip"),
        ("a.pdf", b"%PDF-1.7 x"),
        ("empty.zip", b"PK\x05\x06" + bytes(18)),
    ],
)
def test_damaged_archives_are_told(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (found,) = raws(str(tmp_path / name), Limits())
    if isinstance(found, Raw):
        with pytest.raises((NotReadable, NothingToRead)):
            read(found)
    else:
        assert isinstance(found.error, NotReadable)
