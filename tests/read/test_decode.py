"""Bytes become text without guessing."""

import pytest

from reportedly.errors import NothingToRead, NotReadable
from reportedly.read.decode import decode


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf \n"])
def test_nothing_is_told_apart_from_something(content):
    with pytest.raises(NothingToRead):
        decode(content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 abc", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"a\x00b\x01c", "binary"),
        (bytes(range(1, 9)) * 9, "binary"),
    ],
)
def test_what_is_no_text_is_named(content, what):
    with pytest.raises(NotReadable, match=what):
        decode(content)


def test_invalid_utf8_says_where_and_what_to_do():
    with pytest.raises(NotReadable, match=r"byte 4.*iconv"):
        decode("Caf\xe9 f\xfcr".encode("cp1252").replace(b"\xe9", b"e\xe9"))


def test_a_byte_order_mark_tells_the_encoding():
    assert decode("Škoda".encode("utf-16")) == "Škoda"


def test_http_and_the_page_may_state_the_encoding():
    assert decode("Škoda".encode("cp1250"), "windows-1250") == "Škoda"
    page = '<meta charset="gb2312"><p>小米汽车</p>'
    assert decode(page.encode("gb18030"), html=True) == page


def test_a_page_that_is_utf8_is_read_so_whatever_it_says():
    page = '<meta charset="gb2312"><p>小米汽车</p>'
    assert decode(page.encode(), html=True) == page


def test_a_few_broken_bytes_are_no_reason_to_lose_a_page():
    page = b"<meta charset=windows-1252>" + b"x" * 5000 + "Café".encode("cp1252") + b"\x81"
    assert decode(page, html=True).endswith("Café\ufffd")


def test_a_page_in_another_encoding_than_it_says_is_refused():
    with pytest.raises(NotReadable, match="says that it is"):
        decode(b"<meta charset=utf-16>" + "Ünïcödé ".encode("cp1252") * 50, html=True)
