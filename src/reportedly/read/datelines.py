"""The day in a dateline: "OSTRAVA, 30 June 2025 - Acme ...", or "Battery Ledger, 17 November 2025" under the title.

In: the title and the lines of a text. Out: the day as it is written; whether a line is nothing but a dateline.
What a newcomer would get wrong: a day at the beginning may be that of an event, of accounts or of the visit (a site's
head shows today's), and one of several belongs to another story; a day is only told where none of these can be meant.
"""

import re
from collections.abc import Iterator, Sequence

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sep(?:tember|t?\.|t)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WRITTEN = (
    rf"(?:{_NTH}\s{_MONTH},?\s{_YEAR}|{_MONTH}\s{_NTH},?\s{_YEAR}|{_YEAR}-\d\d-\d\d"
    rf"|{_DAY}\.\s?\d{{1,2}}\.\s?{_YEAR}|{_DAY}/\d{{1,2}}/{_YEAR})"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)"
_DATE = re.compile(rf"(?<!\w)(?P<weekday>{_WEEKDAY}?)(?P<day>{_WRITTEN})(?!\d|\s?[-–]\s?\d)", re.I)
_HAS_YEAR = re.compile(_YEAR)
_CLOCK = re.compile(
    r"(?<!\S)(?:at\s)?\d{1,2}[:.h]\d\d(?::\d\d)?h?(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}|\(?(?:UTC|GMT)[+-]?\d*\)?))?(?!\S)",
    re.I,
)
_AGENCY = r"(?:\([^()\d]{2,40}\)|/\s?[^/()\d]{2,40}?/)"
_BEFORE = re.compile(rf"(?P<places>[^()/]*?)[\s,–—-]*(?P<agency>{_AGENCY})?[\s,–—-]*")
_BEHIND = re.compile(
    rf"(?P<agency>\s?{_AGENCY})?(?P<sign>\s?(?:--|[–—])\s?|\s-\s?|-\s|:\s)(?P<text>[\"'“‘«„(]?[^\W\d_].*)", re.S
)
_DATE_FOLLOWS = re.compile(rf"{_WEEKDAY}?(?:{_MONTH}\s\d|{_NTH}\s{_MONTH})", re.I)
_SEGMENTS = re.compile(r"\s*(?:[,|·•—–]|\s-\s)\s*")
_BYLINE = re.compile(r"by\s(?:\S+\s){0,5}\S+", re.I)
_COUNT = re.compile(r"\d+\s(?:min(?:ute)?s?(?:\sread)?|comments?|views?|reads?|shares?)", re.I)
_PARTICLES = frozenset(
    "a al am an and au aux da das de del della den der des di do dos du e el en et im in la le les of on sur the und"
    " upon v. van von y & +".split()
)
_NO_PLACE = frozenset(
    "after as at before between born by died during effective for from in on since to until till valid with".split()
)
# Days that are not the text's own: of a change to it, of its picture, of what it tells of.
_OF_ANOTHER = re.compile(
    r"\b(?:updat\w+|modified|revised|corrected|corrections?|edited|editor|note|retrieved|accessed|archived|expir\w+|due|deadline"
    r"|closing|photo\w*|pictures?|images?|file|born|event|venue|when|date|delivery)\b",
    re.I,
)
_OCCASION = re.compile(
    r"\b(?:conferences?|summit|expo|exhibition|fair|congress|forum|webinar|seminar|workshop|symposium|invitation|agenda"
    r"|calendar|programme|save the date|(?:general|annual|shareholders['’]?) meeting|agm|egm|balance sheet|statements?"
    r"|(?:annual|interim|quarterly|half-year) (?:report|accounts)|prospectus|obituary|chronology"
    r"|timeline|history|schedule)\b",
    re.I,
)
_LONGEST_LINE = 100
_LONGEST_PLACE = 80
_MOST_WORDS = 5
_LEAST_WORDS = 4  # of the sentence behind a dateline
_UNDER = 3  # lines under the title in which a day may stand alone
_OPENING = 6  # lines from the title on in which the first paragraph begins
_SENTENCE_END = (".", "!", "?", ".”", '."')


def dateline_days(title: str | None, lines: Sequence[str]) -> list[str]:
    """The days that the datelines at the beginning of a text state, each once, as they are written.

    Where more than one day is found, none can be told to be the text's own.

    >>> dateline_days(None, ["LONDON, June 30, 2025 (Reuters) - Acme will buy Zeta this year."])
    ['June 30, 2025']
    >>> dateline_days("Acme buys Zeta", ["Acme buys Zeta", "Battery Ledger, 17 November 2025", "Acme has bought Zeta."])
    ['17 November 2025']
    >>> dateline_days(None, ["On 30 June 2025 Acme said it would buy Zeta."])
    []
    """
    full = [" ".join(line.split()) for line in lines if line.strip()]
    at = full.index(title) if title in full[:_OPENING] else -1
    opening = full[max(at, 0) : max(at, 0) + _OPENING]
    found = [*_alone(title or "", full, at), *filter(None, map(_before_text, opening))]
    if found:
        found += filter(None, map(_before_text, full))
    return list(dict.fromkeys(found))


def is_dateline(line: str) -> bool:
    """Whether `line` holds nothing but a day and whose or where it is.

    >>> is_dateline("Storage Brief | 22 October 2024"), is_dateline("Acme opens plant on 22 October 2024")
    (True, False)
    """
    return bool(_day_alone(line.strip()))


def begins_dateline(line: str) -> bool:
    """Whether a paragraph begins with a dateline.

    >>> begins_dateline("Ostrava, 30 June 2025 - Acme will build a plant."), begins_dateline("Acme (AP) said so.")
    (True, False)
    """
    return bool(_before_text(line.strip()))


def _alone(title: str, full: Sequence[str], at: int) -> Iterator[str]:
    """The days that stand alone under the title, before any sentence, or alone above everything."""
    if _OCCASION.search(title):
        return
    if at > 0 and (found := _day_alone(full[0])) and not found["weekday"]:
        yield found["day"]
    for line in full[at + 1 :][:_UNDER]:
        if found := _day_alone(line):
            yield found["day"]
        elif line.endswith(_SENTENCE_END) or _before_text(line):
            return


def _day_alone(line: str) -> re.Match[str] | None:
    if len(line) > _LONGEST_LINE or not _HAS_YEAR.search(line):
        return None
    found = _DATE.search(line)
    if not found or _DATE.search(line, found.end()) or _OF_ANOTHER.search(line) or _OCCASION.search(line):
        return None
    before, behind = line[: found.start()], _CLOCK.sub("", line[found.end() :]).rstrip()
    if (before.strip() and not _SEGMENTS.search(before[-3:])) or (behind and not _SEGMENTS.match(behind)):
        return None
    segments = [part for side in (before, behind) for part in _SEGMENTS.split(side) if part.strip()]
    return found if all(is_name(one) or _BYLINE.fullmatch(one) or _COUNT.fullmatch(one) for one in segments) else None


def _before_text(line: str) -> str | None:
    """The day of the dateline that a paragraph begins with."""
    found = _DATE.search(line, 0, _LONGEST_PLACE + _LONGEST_LINE)
    if not found or found.start() > _LONGEST_PLACE:
        return None
    before, behind = _BEFORE.fullmatch(line, 0, found.start()), _BEHIND.match(line, found.end())
    if not before or not behind or len(behind["text"].split()) < _LEAST_WORDS or _DATE_FOLLOWS.match(behind["text"]):
        return None
    places = before["places"].strip(" \t,–—-")
    named = bool(places or before["agency"] or behind["agency"])
    joint = line[before.end("places") : found.start()].strip()
    if (places and not (joint and _are_names(places))) or _OF_ANOTHER.search(places) or _OCCASION.search(places):
        return None
    begins = behind["text"].lstrip("\"'“‘«„(")[:1]
    return found["day"] if not begins.islower() and (named or behind["sign"].strip() != ":") else None


def _are_names(places: str) -> bool:
    return all(is_name(one) for one in _SEGMENTS.split(places))


def is_name(text: str) -> bool:
    """Whether it may name a place, an outlet or a person: every word has a capital, but for small ones between them.

    >>> is_name("Plant & Line"), is_name("Frankfurt am Main"), is_name("company data")
    (True, True, False)
    """
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or words[0].casefold() in _NO_PLACE or text.endswith(("!", "?", ":", ";")):
        return False
    return not words[0].isdigit() and all(word in _PARTICLES or _has_capital(word) for word in words)


def _has_capital(word: str) -> bool:
    """Whether it is written as names are, also those like "eTruckNews", or in a script without capitals."""
    return not word.lstrip("'’\"“")[:1].islower() or word != word.lower()
