"""PDF files: their text as paragraphs; what holds none is skipped."""

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reportedly.errors import NothingToRead, NotReadable
from reportedly.model import Part
from reportedly.read import Limits, raws, read

LINES = (
    "Acme Corp has agreed to buy the plant of Zeta Motors in Lyon, two peo-",
    "ple familiar with the matter told Reuters on Monday evening, after talks",
    "had gone on for weeks.",
    "Zeta Motors declined to comment. The works council had not heard of it,",
    "its chairman said.",
)


def write_pdf(path, lines, password=None, title=None):
    writer = PdfWriter()
    if title:
        writer.add_metadata({"/Title": title, "/CreationDate": "D:20260101120000Z"})
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({
        NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    })  # fmt: skip
    stream = DecodedStreamObject()
    shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    stream.set_data(f"BT /F1 12 Tf 60 780 Td {shown}ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)


def report_at(path):
    (raw,) = raws(str(path), Limits())
    return read(raw)


def test_lines_become_paragraphs(tmp_path):
    write_pdf(tmp_path / "a.pdf", LINES)
    text = report_at(tmp_path / "a.pdf").text
    assert "two people familiar with the matter told Reuters on Monday evening, after talks had gone on" in text
    assert (
        "weeks.\n\nZeta Motors declined to comment. The works council had not heard of it, its chairman said." in text
    )


def test_a_pdf_file_without_text_is_skipped(tmp_path):
    write_pdf(tmp_path / "a.pdf", ())
    with pytest.raises(NothingToRead, match="pictures"):
        report_at(tmp_path / "a.pdf")


def test_an_encrypted_pdf_file_is_refused(tmp_path):
    write_pdf(tmp_path / "a.pdf", LINES, "secret")
    with pytest.raises(NotReadable, match="cannot be read"):
        report_at(tmp_path / "a.pdf")


def test_its_title_is_the_one_that_the_file_states_and_its_day_the_one_of_its_dateline(tmp_path):
    lines = ("Acme to buy the plant of Zeta", "Lyon, 30 June 2025 - " + LINES[0], *LINES[1:])
    write_pdf(tmp_path / "a.pdf", lines, title="Acme to buy the plant of Zeta")
    report = report_at(tmp_path / "a.pdf")
    assert (report.title, report.published.on.isoformat()) == ("Acme to buy the plant of Zeta", "2025-06-30")
    assert next(report.quotes(Part.BODY))[1].text.startswith("Lyon, 30 June 2025 - Acme Corp has agreed")


def test_a_title_that_does_not_stand_in_its_text_is_put_in_front(tmp_path):
    write_pdf(tmp_path / "a.pdf", LINES, title="Acme buys in Lyon")
    assert report_at(tmp_path / "a.pdf").text.startswith("Acme buys in Lyon\n\nAcme Corp has agreed")


@pytest.mark.parametrize("title", [None, "Microsoft Word - release_final.docx", "untitled document", "release.pdf"])
def test_else_its_title_is_the_short_line_above_the_text(tmp_path, title):
    write_pdf(tmp_path / "a.pdf", ("Acme to buy Zeta plant", "Battery Ledger, 30 June 2025", *LINES), title=title)
    report = report_at(tmp_path / "a.pdf")
    assert (report.title, report.published.on.isoformat()) == ("Acme to buy Zeta plant", "2025-06-30")
    write_pdf(tmp_path / "b.pdf", ("Acme to buy", "Zeta plant", *LINES), title=title)
    assert report_at(tmp_path / "b.pdf").title == "Acme to buy Zeta plant"


def test_the_day_on_which_the_file_was_made_says_nothing(tmp_path):
    write_pdf(tmp_path / "a.pdf", LINES, title="Acme buys in Lyon")
    published = report_at(tmp_path / "a.pdf").published
    assert (published.on, published.bounds) == (None, None)
