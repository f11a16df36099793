"""The words of time: months, days, seasons, numbers; what a text looks like before the rules read it.

In: a text as it stands in a report. Out: the same in lower case, without clocks, times of day and empty words.
What a newcomer would get wrong: parts of a day are dropped ("late on Monday" is Monday), as intervals are of days.
"""

import re
import unicodedata

MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for length in (3, len(name))
} | {"sept": 9}
WEEKDAYS = {
    name[:length]: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
    for length in (3, len(name))
} | {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}
# The first month of each: seasons of the north, where nearly all industry news is written.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
FEASTS = {"christmas": (12, 25), "new year": (1, 1), "new year's day": (1, 1), "new year's eve": (12, 31)}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
}
VAGUE = "few|several|couple of|many"

MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
SEASON = rf"(?:{'|'.join(SEASONS)})"
ORDINAL = rf"(?:{'|'.join(ORDINALS)})"
YEAR = r"(?:1[6-9]|20|21)\d\d"

_CLOCK = re.compile(
    r"\b\d{1,2}(?::\d\d){1,2}\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{4}(?=\s*(?:utc|gmt)\b)"
    r"|\b(?:utc|gmt|e[sd]?t|c[e]?[sd]?t|p[sd]t|bst|jst|hkt)\b|\blocal time\b|\([^)]*\)"
)
_PART_OF_DAY = re.compile(
    r"\b(?:early|late)(?:r)? (?:on )?(?=(?:last |this |next )?" + WEEKDAY + r"\b)"
    r"|(?<!this )(?<!last )\b(?:morning|afternoon|evening|night|noon|midday|midnight|lunchtime)s?\b"
    r"|\bbefore dawn\b"
)
_EMPTY = re.compile(
    r"^(?:(?:in|on|at|during|over|of|throughout|around|about|circa|sometime|some time|only|just|again|as recently as"
    r"|the course of|the|calendar|month of|year of|month|full-year|full year)\s+)+(?=\S)"
)


def normal(text: str) -> str:
    """`text` as the rules want it.

    >>> normal("Late on Monday evening (16:30 UTC)"), normal("Two weeks’ time")
    ('monday', '2 weeks time')
    """
    found = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("–", "-").replace("—", "-")
    found = _PART_OF_DAY.sub(" ", _CLOCK.sub(" ", found))
    found = re.sub(rf"\b({MONTH}|{WEEKDAY})\.", r"\1", found)
    found = re.sub(r"'s?(?=\s|$)(?<!new year's)|[\"“”]", "", found)
    found = re.sub(rf"\b({'|'.join(_NUMBERS)})\b", lambda m: _NUMBERS[m[1]], found)
    return " ".join(found.split()).strip(" ,.;:")


def bare(text: str) -> str:
    """A normal text without words in front that say nothing."""
    return _EMPTY.sub("", text)
