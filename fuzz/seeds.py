"""Where mutation starts: small well-formed inputs of each form, and the words that its parsers look for.

In: nothing. Out: bytes, the same on every call.
"""

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_TEXT = (
    "Acme may buy a plant of Zeta Motors, report says\n\nPublished: 2024-03-28 09:00\n\n"
    "Acme Corp is in talks to acquire a plant of Zeta Motors in Lyon for 40 million euros, Reuters reported on Monday, "
    "citing people familiar with the matter.\n\nZeta Motors denied that it had held talks with Acme Corp.\n\n"
    "SEE ALSO: Brio agreed to supply batteries to Zeta Motors-CellWatch\n"
)
_PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Acme may buy plant | Motor Wire</title>
<link rel="canonical" href="https://e.org/2024/03/28/acme"><meta property="og:title" content="Acme may buy plant">
<meta property="og:site_name" content="Motor Wire"><meta property="og:url" content="https://e.org/2024/03/28/acme">
<meta property="article:published_time" content="2024-03-28T09:00:00+08:00">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Acme may buy plant", "datePublished": "2024-03-28T09:00:00+08:00", "author": {"name": "A. Reporter"}}]}</script>
<style>p { margin: 0 }</style></head><body><nav><ul><li><a href="/a">Markets</a></li></ul></nav><article><h1>Acme may buy
plant</h1><time datetime="2024-03-28">28 March</time><p>Acme Corp is in talks to acquire a plant of Zeta &amp; Sons in Lyon,
Reuters reported on Monday, citing people familiar with the matter.</p><!-- note --><p>Zeta denied that it had held
talks&nbsp;with Acme&#8217;s board, and said that the plant was not for sale at the moment.</p><table><tr><td>1</td></tr>
</table></article><aside><a href="/b">Brio agreed to supply batteries to Zeta Motors from May</a></aside></body></html>"""

HTML = tuple(
    b"<a href=x>|</a>|<p>|<div>|</div>|<table>|<tr><td>|<script>|</script>|<style>|<!--|-->|<![CDATA[|]]>|<template>|<svg>"
    b"|<math>|<h1>|<time datetime='2024'>|<article>|<li>|&amp;|&#0;|&#x110000;|&#55296;|&nbsp|<|>|&|\xff\xfe|\x00"
    b"|<meta charset=utf-16>|<meta charset=gbk>|<meta charset=utf-7>|<base href=//x>|<?xml version='1.0'?>|<!ENTITY a 'b'>"
    b"|datePublished|@graph|[[[[|{{{{|\\ud800|9999-99-99|<link rel=canonical href=http://[>|<noscript>|<iframe>|<p><p><p>".split(
        b"|"
    )
)
WARC = tuple(
    b"WARC/1.0\r\n|WARC/1.1\r\n|WARC-Type: response\r\n|WARC-Type: revisit\r\n|Content-Length: 0\r\n|Content-Length: -1\r\n"
    b"|Content-Length: 99999999999\r\n|Content-Encoding: gzip\r\n|Content-Encoding: br\r\n|Transfer-Encoding: chunked\r\n"
    b"|HTTP/1.1 200 OK\r\n|HTTP/1.1 \r\n|Content-Type: text/html; charset=\xff\r\n|\r\n\r\n|\r\n|ffffffff\r\n|0\r\n|\x1f\x8b|:|text/plain"
    b"|application/pdf|WARC-Target-URI: http://[\r\n".split(b"|")
)
PACKED = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"\x1f\x8b\x08",
    b"\xff\xff\xff\xff",
    b"\x00" * 8,
    b"../a.html",
)
MAIL = tuple(
    b"Content-Type: multipart/mixed; boundary=a\n|\n--a\n|\n--a--\n|Content-Type: text/html; charset=\xff\n|=?utf-8?b?4pyT?=|=?x?q?=ff?="
    b"|Content-Transfer-Encoding: base64\n|Content-Transfer-Encoding: quoted-printable\n|=\n|=00|Date: 99 Foo 9999 99:99:99 +9999\n"
    b"|From: <<>>@\n|(((((|Snapshot-Content-Location: http://[\n|MIME-Version: 1.0\n|message/rfc822|charset=idna|charset=utf-7|;a*0=b".split(
        b"|"
    )
)
PDF = tuple(
    b"<<|>>|obj|endobj|stream|endstream|xref|trailer|startxref|/Length -1|/Length 999999|/Kids [1 0 R]|/Parent 1 0 R|/Filter /FlateDecode"
    b"|/Filter [/LZWDecode /ASCII85Decode]|/Type /Pages|/Count 99999999|1 0 R|[[[[|((((|/Encoding 1 0 R|/ToUnicode 1 0 R|BT|ET|Tj"
    b"|/DecodeParms << /Columns 99999999 /Predictor 15 >>|%%EOF|-2147483649|1e400".split(b"|")
)
JSON = tuple(
    b'{|}|[|]|"|"text":|"id":|"url":"http://["|"published":|"date":|null|true|1e999|-0|NaN|Infinity|\\ud800|\\u0000|\n|{"text": "a"}'
    b'|123456789012345678901234567890|[[[[[[[[|{"a":'.split(b"|")
)
TEXT = tuple(
    "Published: |Publishtime:1970-01-01|2024-13-45|SEE ALSO: |report says-|Reuters reported|\u202e|\u2028|\u00a0|\ufeff|\U0001f697|小米|ﬁ|İ|ß|Ⅷ|said|"
    "according to|“|”|...|$5bn|\t|\n\n|. |, and |1,000,000|\u0301|\u200d|A.B.C.|%".encode().split(b"|")
)
DATE = tuple(
    "2024|03|28|T|Z|+99:99|-00:00|AM|Mon|March|99999999999999999999|1970-01-01|0000|-1|1e9|:|/|.| |GMT+25|UTC|å¹´|年|月|日|٣|２|\u2212|W53|"
    "/2024/02/30/|http://[|Published: |Date: |infinity|nan|1711616400000|0001-01-01|9999-12-31".encode().split(b"|")
)


def pages() -> list[bytes]:
    """Pages with everything that the reader looks at."""
    examples = sorted((Path(__file__).parents[1] / "examples").glob("*.html"))
    return [_PAGE.encode(), _PAGE.encode("utf-16"), *(example.read_bytes() for example in examples)]


def warcs() -> list[bytes]:
    """Archives of three answers, packed and not."""
    made = []
    for packed in (False, True):
        file = io.BytesIO()
        writer = WARCWriter(file, gzip=packed)
        for n, (status, media_type) in enumerate(
            [("200 OK", "text/html"), ("404 No", "text/html"), ("200 OK", "text/plain")]
        ):
            http = StatusAndHeaders(status, [("Content-Type", f"{media_type}; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO((_PAGE if "html" in media_type else _TEXT).encode())
            writer.write_record(
                writer.create_warc_record(f"https://e.org/{n}", "response", payload=body, http_headers=http)
            )
        made.append(file.getvalue())
    return made


def zips() -> list[bytes]:
    """Archives of a page, rows and a text; one stored, one deflated."""
    made = []
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", way) as archive:
            for name, content in (
                ("a/b.html", _PAGE),
                ("c.jsonl", '{"text": "Acme will buy Zeta."}\n'),
                ("d.txt", _TEXT),
            ):
                archive.writestr(zipfile.ZipInfo(name), content)
        made.append(file.getvalue())
    return made


def gzips() -> list[bytes]:
    """A page and an archive, gzipped."""
    return [gzip.compress(content, mtime=0) for content in (_PAGE.encode(), *warcs()[:1])]


def mails() -> list[bytes]:
    """A mail with two forms and an attachment, and a saved page."""
    made = []
    for name, value in (("X-Mailer", "seed"), ("Snapshot-Content-Location", "https://e.org/acme")):
        mail = EmailMessage()
        mail["From"], mail["Subject"], mail["Date"] = (
            "Wire <news@e.org>",
            "Acme buys Žeta",
            "Mon, 03 Jun 2024 10:00:00 +0200",
        )
        mail[name] = value
        mail.set_content(_TEXT)
        mail.add_alternative(_PAGE, subtype="html")
        mail.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
        mail.set_boundary("seed")
        made.append(mail.as_bytes())
    return made


def pdfs() -> list[bytes]:
    """A file of two pages, its streams plain and packed."""
    made = []
    for packed in (False, True):
        writer = PdfWriter()
        for lines in (_TEXT.split("\n"), ["A second page."]):
            page = writer.add_blank_page(595, 842)
            names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
            font = writer._add_object(DictionaryObject({NameObject(k): NameObject(v) for k, v in names.items()}))
            fonts = DictionaryObject({NameObject("/F1"): font})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            stream = DecodedStreamObject()
            shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
            stream.set_data(f"BT /F1 12 Tf 60 780 Td {shown}ET".encode())
            page[NameObject("/Contents")] = writer._add_object(stream.flate_encode() if packed else stream)
        file = io.BytesIO()
        writer.write(file)
        made.append(file.getvalue())
    return made


def rows() -> list[bytes]:
    """Lines with every field."""
    row = {
        "id": "a1",
        "url": "https://e.org/1",
        "title": "Acme may buy plant",
        "outlet": "Wire",
        "lang": "en",
        "text": _TEXT,
    }
    return ["".join(json.dumps(row | {"published": date}) + "\n" for date in ("2024-03-28", "28 March 2024")).encode()]


def texts() -> list[bytes]:
    """A report in English, its headlines and date line."""
    return [_TEXT.encode(), _TEXT[:200].encode()]


def dates() -> list[bytes]:
    """Dates as pages write them."""
    stated = "2024-03-28T09:00:00+08:00|Thu, 28 Mar 2024 09:00:00 GMT|28. März 2024|3/28/2024 9:00 PM|1711616400|2024年3月28日"
    return [
        *stated.encode().split(b"|"),
        b"Published: 2024-03-28 09:00\n\n2024-03-28",
        b"https://e.org/2024/03/28/acme",
    ]
