"""A mail, or a page that a browser saved as .mhtml, becomes a report.

In: the bytes of an RFC 5322 message. Out: Report. What a newcomer would get wrong: the date of a mail is when it was
sent, which for a newsletter is when it was published; that of an .mhtml file is when somebody saved the page, which
says nothing.
"""

from dataclasses import replace
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr

from reportedly.errors import NothingToRead, NotReadable
from reportedly.model import DateHow, Report
from reportedly.read.dates import publication
from reportedly.read.decode import decode
from reportedly.read.page import read_page
from reportedly.read.plain import read_plain, text_address

_SAVED = ("Snapshot-Content-Location", "Content-Location")
_PARTS = 1000


def read_mail(content: bytes) -> Report:
    """The report in a mail (its HTML, else its plain text), or the page in an .mhtml file.

    Raises NothingToRead where it holds no text, NotReadable where it is no mail.
    """
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
        page, text = (_first(message, subtype) for subtype in ("html", "plain"))
        saved_from = next((str(message[name]) for name in _SAVED if message[name]), None)
        about = (str(message["Subject"] or "").strip() or None, str(message["Date"] or ""), str(message["From"] or ""))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NotReadable(f"it is no mail that can be read: {error}") from None
    url = saved_from if saved_from and saved_from.startswith(("http://", "https://")) else None
    subject, sent, sender = about
    outlet = parseaddr(sender)[0] or parseaddr(sender)[1].rpartition("@")[2] or None
    if page:
        report = read_page(page, url)
    elif text:
        report = read_plain(text, address=text_address(text), title=subject, outlet=None if saved_from else outlet)
    else:
        raise NothingToRead("the mail holds no text")
    if saved_from:
        return report
    published = report.published
    if published.on is None or published.how is DateHow.DATELINE:
        sent_on = publication([sent] if sent else [])
        published = published if published.on and not sent_on.on else sent_on
    return replace(report, outlet=report.outlet or outlet, title=report.title or subject, published=published)


def _first(message: Message, subtype: str) -> str | None:
    """The first part of text/`subtype` that is no attachment."""
    for count, part in enumerate(message.walk()):
        if count > _PARTS:
            raise ValueError(f"it has more than {_PARTS} parts")
        if part.get_content_type() == f"text/{subtype}" and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return decode(payload, part.get_content_charset(), html=subtype == "html")
    return None
