"""Mails and saved pages: text, subject, sender, the day it was sent."""

from datetime import date
from email.message import EmailMessage

import pytest

from reportedly.errors import NothingToRead, NotReadable
from reportedly.model import Part
from reportedly.read import Limits, Raw, raws, read

TEXT = "Acme Corp has agreed to buy Zeta Motors, Reuters reported on Monday.\n\nIt will pay 5 million dollars for it.\n"
HTML = (
    f"<html><head><title>Acme buys Zeta</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
)


def mail(*, html=None, text=TEXT, attachment=None, **headers):
    made = EmailMessage()
    made["From"], made["Subject"] = "Motor Wire Daily <news@motorwire.example>", "Acme buys Zeta"
    made["Date"] = "Mon, 03 Jun 2024 10:00:00 +0200"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    if attachment:
        made.add_attachment(attachment, maintype="text", subtype="html", filename="a.html")
    return made.as_bytes()


def test_a_mail_is_a_report(tmp_path):
    (tmp_path / "a.eml").write_bytes(mail())
    (raw,) = raws(str(tmp_path / "a.eml"), Limits())
    report = read(raw)
    assert (report.title, report.outlet, report.published.on) == (
        "Acme buys Zeta",
        "Motor Wire Daily",
        date(2024, 6, 3),
    )
    assert "agreed to buy Zeta Motors" in report.text
    assert [p.span.of(report.text).text for p in report.passages if p.part is Part.TITLE] == ["Acme buys Zeta"]


def test_its_html_is_read_as_a_page_and_attachments_are_not():
    report = read(Raw(mail(html=HTML, attachment=b"<p>hidden</p>"), "message/rfc822", "a.eml"))
    assert report.source.media_type == "text/html"
    assert "hidden" not in report.text
    assert report.published.on == date(2024, 6, 3)
    assert report.outlet == "Motor Wire Daily"


def test_a_mail_without_a_name_is_told_by_its_start(tmp_path):
    (tmp_path / "a").write_bytes(b"Received: from x by y\r\n" + mail())
    (raw,) = raws(str(tmp_path / "a"), Limits())
    assert raw.media_type == "message/rfc822"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_other_character_sets(charset):
    made = EmailMessage()
    made["Subject"] = "Škoda" if charset == "utf-8" else "Café"
    made.set_content("Citroën will buy Zeta in Orléans.", charset=charset)
    assert "Citroën will buy Zeta in Orléans." in read(Raw(made.as_bytes(), "message/rfc822", "a")).text


def test_a_saved_page_has_its_address_and_not_the_day_it_was_saved():
    saved = mail(html=HTML, Snapshot_Content_Location="https://e.org/acme", Subject="saved", From="<Saved by Blink>")
    report = read(Raw(saved, "message/rfc822", "a.mhtml"))
    assert (report.url, report.published.on, report.outlet) == ("https://e.org/acme", None, "e.org")


def test_a_mail_without_text_is_skipped():
    with pytest.raises(NothingToRead):
        read(Raw(mail(text=""), "message/rfc822", "a"))


@pytest.mark.parametrize(
    "content", [b"From: x\n\n", b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a", b"\x00"]
)
def test_strange_mails_are_refused(content):
    with pytest.raises((NothingToRead, NotReadable)):
        read(Raw(content, "message/rfc822", "a"))


def test_the_day_it_was_sent_comes_before_a_dateline_and_a_dateline_before_none():
    text = f"OSTRAVA, 1 June 2024 - {TEXT}"
    for headers, on in (({}, date(2024, 6, 3)), ({"Date": "Thu, 01 Jan 1970 00:00:00 GMT"}, date(2024, 6, 1))):
        assert read(Raw(mail(text=text, **headers), "message/rfc822", "a.eml")).published.on == on


def test_a_source_that_its_text_names_is_not_who_sent_it():
    found = read(Raw(mail(text=f"Source: Plant & Line\n\n{TEXT}"), "message/rfc822", "a.eml"))
    assert found.outlet == "Motor Wire Daily"
