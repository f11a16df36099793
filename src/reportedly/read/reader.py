"""One document becomes one report, by its type.

In: Raw. Out: Report. What a newcomer would get wrong: a text or a row keeps its text unchanged, and its passages
point at what is to be read in it; a page's text is put together from what was cut out of the page.
"""

import json
from typing import Any

from reportedly.errors import BadRow, NothingToRead
from reportedly.model import Report
from reportedly.read.decode import decode
from reportedly.read.plain import read_plain, text_address
from reportedly.read.raw import Raw

_TEXTS = ("url", "title", "outlet", "lang")


def read(raw: Raw) -> Report:
    """The report that `raw` holds.

    Raises NothingToRead, NotReadable or BadRow.
    """
    if raw.media_type == "application/json":
        return _row_report(row_of(raw), keep_title=True)
    if raw.media_type == "application/pdf":
        from reportedly.read.pdf import read_pdf  # what is slow to import is imported where it is used

        return read_pdf(raw.content, raw.url)
    if raw.media_type == "message/rfc822":
        from reportedly.read.mail import read_mail

        return read_mail(raw.content)
    text = decode(raw.content, raw.charset, html=raw.media_type == "text/html")
    if raw.media_type == "text/html":
        from reportedly.read.page import read_page

        return read_page(text, raw.url)
    return read_plain(text, address=raw.url or text_address(text), url=raw.url)


def read_row(raw: Raw) -> Report:
    """The report of one line of a .jsonl file with nothing but its `text`: offsets count in that text.

    Raises BadRow or NothingToRead.
    """
    return _row_report(row_of(raw), keep_title=False)


def row_of(raw: Raw) -> dict[str, Any]:
    """The fields of one line of a .jsonl file, checked.

    Raises BadRow that says which field is wrong.
    """
    try:
        row = json.loads(raw.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRow(f"the line is not valid UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:  # ValueError also for a number of more than 4,300 digits
        raise BadRow(f"the line is no JSON: {error}") from None
    if not isinstance(row, dict):
        raise BadRow('the line is no JSON object; give {"id": ..., "text": ...}')
    if not isinstance(row.get("text"), str):
        raise BadRow('the line has no "text" that is a string')
    for key in _TEXTS:
        if not isinstance(row.get(key), str | None):
            raise BadRow(f'"{key}" is no string')
    if not isinstance(row.get("id"), str | int | None) or isinstance(row.get("id"), bool):
        raise BadRow('"id" is neither a string nor a whole number')
    if any("\x00" in value for value in row.values() if isinstance(value, str)):
        raise BadRow("it holds a NUL character")
    if any("\ud800" <= c <= "\udfff" for value in row.values() if isinstance(value, str) for c in value):
        raise BadRow("the text holds half a surrogate pair, which is no character")
    return row


def _row_report(row: dict[str, Any], *, keep_title: bool) -> Report:
    text = row["text"]
    if not text.strip():
        raise NothingToRead("its text is empty")
    given_id = None if row.get("id") is None else str(row["id"])
    url = row.get("url") or None
    published = row.get("published", row.get("date"))
    return read_plain(
        text,
        address=url or (f"id:{given_id}" if given_id else text_address(text)),
        url=url,
        given_id=given_id,
        title=row.get("title") or None,
        keep_title=keep_title,
        outlet=row.get("outlet") or None,
        language=row.get("lang") or None,
        stated=[] if published in (None, "") else [str(published)],
    )
