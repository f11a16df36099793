"""What the lines of a page are: title, body, headlines of other stories, or furniture that nobody claims.

In: lines of text. Out: for each its Part, or None for furniture.
What a newcomer would get wrong: a headline of another story (part `link`) is not furniture; a claim may stand in it.
"""

import re
from collections.abc import Sequence

from reportedly.model import Part
from reportedly.read.based_on import source_named
from reportedly.read.datelines import is_dateline

_FURNITURE = re.compile(
    r"""^\W*(?:
      publish(?:ed)?[ _-]?(?:time|date)?\s*[:：].* | (?:posted|published|updated|created)\b(?!.*\bto\ (?:correct|clarify|add|reflect|include|remove)\b).{0,60}\d{4}.* | date\s+\d{4}-\d\d-\d\d
    | (?:last\ )?updated?(?:\ (?:time|on|at))?\s*[:：].*\d.* | (?:发布时间|时间|来源)\s*[:：].* | date\s*[:：].*\d{4}.*
    | subscribe\ now | leave\ a\ comment.{0,80} | your\ email\ address.{0,80} | click\ here\ to.{0,80}
    | (?:views?|reads?|hits|comments?|likes?|shares?)\s*[:：]?\s*[\d,.]*k? | [\d,.]+\s*(?:views?|comments?|shares?|likes?)
    | (?:share|save|print|tweet|email|listen|copy\ link|follow\ us|subscribe|sign\ (?:in|up)|log\ ?in|register|advertisement
        |sponsored|click\ here|read\ more|see\ more|load\ more|show\ more|home|menu|search)
    | (?:share|follow|subscribe|sign\ up|back|skip)\s+(?:this|on|us|via|to|for|our)\b.{0,60}
    | (?:(?:share|facebook|twitter|linkedin|whatsapp|wechat|weibo|x|reddit|email|copy\ link)\b[\s,|/·]*){2,}
    | (?:image|photo|picture|caption|credit|source\ image|file\ photo|photograph)s?(?:\s+(?:by|credit|courtesy))?\s*[:：].*
    | (?:tags?|categor(?:y|ies)|filed\ under|topics?|keywords?|author|editor|by-?line|responsible\ editor)\s*[:：].*
    | (?:©|\(c\)|copyright\b|all\ rights\ reserved).* | (?:we\ use|this\ site\ uses)\ cookies.* | .*\bprivacy\ policy\b.{0,60}
    | \d+\s*min(?:ute)?s?\s+read\b.* | (?:previous|next)(?:\ (?:article|post|page))?\s*[:：].* | you\ are\ here\b.*
    )\W*$""",
    re.I | re.X,
)
_MAX_FURNITURE = 300
_CRUMBS = re.compile(r"^\s*\w[\w &]{0,30}(?:\s*[>»›/]\s*\w[\w &]{0,60}){1,6}\s*$")
_LINKS_FOLLOW = re.compile(
    r"^\W*(?:(?:related|recommended|more|latest|popular|trending|most read|top|other|further|hot)\s+"
    r"(?:articles?|stories|news|posts?|reading|reads?|on this|headlines?|from\b.{0,30})|read (?:also|next)|see also"
    r"|you (?:may|might) (?:also )?like|also read|don'?t miss|previously)\W*$",
    re.I,
)
_LINK_LEAD = re.compile(
    r"^\W*(?:see also|read also|also read|related|read more|more)\s*[:：]\s*(?=\S)",
    re.I,
)
_ENDS = re.compile(r"[.!?:;…。！？：；][\"'”’»)\]]*$")
_OUTLET_SUFFIX = re.compile(r"\w\s*[-–—|]\s*[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}$")
_LETTER = re.compile(r"[^\W\d_]")
_MAX_HEADLINE_WORDS = 24


def classify(lines: Sequence[str], title: str | None = None) -> list[Part | None]:
    """The part of each line, None for furniture and empty lines; `title` is the title, if it is known.

    >>> lines = ["Cars", "Acme may buy Zeta's plant, report says", "Acme may buy a plant.", "Zeta sues Brio over name-CarDaily"]
    >>> [p and p.value for p in classify(lines)]
    [None, 'title', 'body', 'link']
    """
    kinds: list[Part | None] = [None] * len(lines)
    title_at = _title_line(lines, title)
    links = False
    for i, raw in enumerate(lines):
        line = raw.strip()
        if i == title_at or (title and line == title):
            kinds[i] = Part.TITLE
        elif _LINKS_FOLLOW.match(line):
            links = True
        elif not line or is_furniture(line):
            continue
        elif _is_sentence(line):
            kinds[i], links = Part.BODY, False
        elif links or _is_headline(line):
            kinds[i] = Part.LINK
        elif title_at is not None and i > title_at and len(line.split()) > 3:
            kinds[i] = Part.BODY
    return kinds if Part.BODY in kinds else _all_body(lines, kinds)


def _all_body(lines: Sequence[str], kinds: Sequence[Part | None]) -> list[Part | None]:
    """Where no line is a sentence (a headline alone, telegraphic notes), whatever is no furniture is the body."""
    return [
        kind if kind is Part.TITLE or not line.strip() or is_furniture(line.strip()) else Part.BODY
        for line, kind in zip(lines, kinds, strict=True)
    ]


def is_furniture(line: str) -> bool:
    """Whether `line` is a part of the page's machinery: dates, counters, share lines, crumbs, copyright.

    >>> is_furniture("Publishtime:1970-01-01 08:00:00 Views:27"), is_furniture("Acme shares fell 3 %.")
    (True, False)
    """
    if len(line) > _MAX_FURNITURE:
        return False
    return (
        not _LETTER.search(line)
        or bool(_FURNITURE.match(line))
        or bool(_CRUMBS.match(line))
        or is_dateline(line)
        or bool(source_named(line))
    )


def headline_start(line: str) -> int:
    """Where the headline begins in a line such as "SEE ALSO: Zeta sues Brio".

    >>> "SEE ALSO: Zeta sues Brio"[headline_start("SEE ALSO: Zeta sues Brio"):]
    'Zeta sues Brio'
    """
    lead = _LINK_LEAD.match(line)
    return lead.end() if lead else 0


def _title_line(lines: Sequence[str], title: str | None) -> int | None:
    """The line that is the title: the one given, else the first headline that stands before any sentence."""
    if title:
        return next((i for i, line in enumerate(lines) if line.strip() == title), None)
    for i, raw in enumerate(lines):
        line = raw.strip()
        if not line or is_furniture(line):
            continue
        if _is_sentence(line):
            return None
        if 3 <= len(line.split()) <= _MAX_HEADLINE_WORDS or _unspaced(line):
            return i if any(_is_sentence(rest.strip()) for rest in lines[i + 1 :]) else None
    return None


def _is_sentence(line: str) -> bool:
    return bool(_ENDS.search(line)) and (len(line.split()) > 1 or _unspaced(line)) and not _LINK_LEAD.match(line)


def _is_headline(line: str) -> bool:
    words = len(line.split())
    return bool(
        _LINK_LEAD.match(line)
        or (5 <= words <= _MAX_HEADLINE_WORDS and not line.startswith(("•", "-", "*", "–", "(")))
        or (words > 3 and _OUTLET_SUFFIX.search(line))
    )


def _unspaced(line: str) -> bool:
    """Whether it is written without spaces between words (Chinese, Japanese, Thai)."""
    return len(line) >= 8 and sum("\u0e00" <= c <= "\u0e7f" or "\u2e80" <= c <= "\u9fff" for c in line) > len(line) / 3
