"""PDF files: their text as paragraphs; what holds none is skipped."""

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reportedly.errors import NothingToRead, NotReadable
from reportedly.read import Limits, raws, read

LINES = (
    "Acme Corp has agreed to buy the plant of Zeta Motors in Lyon, two peo-",
    "ple familiar with the matter told Reuters on Monday evening, after talks",
    "had gone on for weeks.",
    "Zeta Motors declined to comment. The works council had not heard of it,",
    "its chairman said.",
)


def write_pdf(path, lines, password=None):
    writer = PdfWriter()
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
