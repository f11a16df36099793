"""Other languages in the words of the English rules: German, French, Spanish, Chinese, Japanese.

In: a normal text. Out: what it may be in English, for the rules to read.
What a newcomer would get wrong: this translates times and nothing else; a text that is none comes out as nonsense,
which no rule reads.
"""

import re
from collections.abc import Callable, Iterator

Replacement = str | Callable[[re.Match[str]], str]
_NAMES = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def _names(found: str, english: list[str]) -> list[tuple[str, Replacement]]:
    return [(rf"\b(?:{name})\b", word) for name, word in zip(found.split(), english, strict=True)]


_AFTER_NOUN = (
    rf"\b(week|month|quarter|half|year|{'|'.join(_NAMES + _DAYS)})s? (last|next|this)\b",
    r"\2 \1",
)
_GERMAN: list[tuple[str, Replacement]] = [
    *_names("januar februar märz april mai juni juli august september oktober november dezember", _NAMES),
    *_names("montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag", _DAYS),
    (r"\b(?:frühling|frühjahr)s?\b", "spring"),
    (r"\bsommers?\b", "summer"),
    (r"\bherbst(?:e?s)?\b", "autumn"),
    (r"\b(eine[mrn]?)\b", "1"),
    (r"\bzwei\b", "2"),
    (r"\bdrei\b", "3"),
    (r"\b(?:letzte|vergangene|vorige)[nrms]?\b", "last"),
    (r"\b(?:dieses?|diese[rmn]|laufende[nrms]?)\b", "this"),
    (r"\b(?:nächste|kommende)[nrms]?\b", "next"),
    (r"\bheute\b", "today"),
    (r"\bgestern\b", "yesterday"),
    (r"\bmorgen\b", "tomorrow"),
    (r"\btage[ns]?\b", "days"),
    (r"\bwochen\b", "weeks"),
    (r"\bwoche\b", "week"),
    (r"\bmonaten?\b", "months"),
    (r"\bmonats?\b", "month"),
    (r"\bquartals?\b", "quarter"),
    (r"\bhalbjahre?s?\b", "half"),
    (r"\bjahren\b", "years"),
    (r"\bjahre?s?\b", "year"),
    (r"\berste[nsr]?\b", "first"),
    (r"\bzweite[nsr]?\b", "second"),
    (r"\bdritte[nsr]?\b", "third"),
    (r"\bvierte[nsr]?\b", "fourth"),
    (r"\bvor (\d+) (day|week|month|year)s?\b", r"\1 \2s ago"),
    (r"\bbis (?:spätestens )?(?:zum )?ende\b", "by the end of"),
    (r"\b(?:bis spätestens|spätestens|bis(?: zum)?)\b", "by"),
    (r"\bseit\b", "since"),
    (r"\bab\b", "from"),
    (r"\bvor\b", "before"),
    (r"\bnach\b", "after"),
    (r"\banfang\b", "early"),
    (r"\bmitte\b", "mid"),
    (r"\bende\b", "end of"),
    (r"\b(?:innerhalb von|binnen)\b", "within"),
    (r"\b(?:am|im|den|der|des|dem|das|vom|zum|zur)\b", ""),
    (r"\bin next (\w+s)\b", r"in the next \1"),
]
_FRENCH: list[tuple[str, Replacement]] = [
    *_names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre", _NAMES),
    *_names("lundi mardi mercredi jeudi vendredi samedi dimanche", _DAYS),
    (r"\bprintemps\b", "spring"),
    (r"\bété\b", "summer"),
    (r"\bautomne\b", "autumn"),
    (r"\bhiver\b", "winter"),
    (r"\baujourd'hui\b", "today"),
    (r"\bhier\b", "yesterday"),
    (r"\bdemain\b", "tomorrow"),
    (r"\b(?:un|une)\b", "1"),
    (r"\bdeux\b", "2"),
    (r"\btrois\b", "3"),
    (r"\b(?:derni(?:er|ère)s?|passée?)\b", "last"),
    (r"\bprochaine?s?\b", "next"),
    (r"\b(?:cette|cet|ce)\b", "this"),
    (r"-ci\b", ""),
    (r"\bsemaine\b", "week"),
    (r"\bsemaines\b", "weeks"),
    (r"\bmois\b", "month"),
    (r"\btrimestre\b", "quarter"),
    (r"\bsemestre\b", "half"),
    (r"(?:\bl'|\b)(?:année|an)\b", "year"),
    (r"\bans\b", "years"),
    (r"\bjours\b", "days"),
    (r"\b(?:premier|1er)\b", "first"),
    (r"\b(?:deuxième|second)\b", "second"),
    (r"\btroisième\b", "third"),
    (r"\bquatrième\b", "fourth"),
    (rf"\bfirst (?={'|'.join(_NAMES)})", "1 "),
    (r"\bil y a (\d+) (day|week|month|year)s?\b", r"\1 \2s ago"),
    (r"\bdans (\d+) (day|week|month|year)s?\b", r"in \1 \2s time"),
    (r"\bd'ici (?:à )?(?:la )?fin\b", "by the end of"),
    (r"\b(?:d'ici(?: à)?|jusqu'(?:à|en|au))\b", "by"),
    (r"\bdepuis\b", "since"),
    (r"\b(?:à partir de|à compter de|dès)\b", "from"),
    (r"\bavant\b", "before"),
    (r"\baprès\b", "after"),
    (r"\bdébut\b", "early"),
    (r"\bmi-", "mid "),
    (r"\bfin\b", "end of"),
    (r"(?:\b(?:en|au|le|la|du|de|à|les|des)\b|\b[ld]')", ""),
    _AFTER_NOUN,
]
_SPANISH: list[tuple[str, Replacement]] = [
    *_names("enero febrero marzo abril mayo junio julio agosto se[p]?tiembre octubre noviembre diciembre", _NAMES),
    *_names("lunes martes miércoles jueves viernes sábado domingo", _DAYS),
    (r"\bprimavera\b", "spring"),
    (r"\bverano\b", "summer"),
    (r"\botoño\b", "autumn"),
    (r"\binvierno\b", "winter"),
    (r"\bhoy\b", "today"),
    (r"\bayer\b", "yesterday"),
    (r"\bmañana\b", "tomorrow"),
    (r"\b(?:un|una)\b", "1"),
    (r"\bdos\b", "2"),
    (r"\btres\b", "3"),
    (r"\bpasad[oa]s?\b", "last"),
    (r"\bque viene\b", "next"),
    (r"\bpróxim[oa]s?\b", "next"),
    (r"\best[ea]\b", "this"),
    (r"\bsemana\b", "week"),
    (r"\bsemanas\b", "weeks"),
    (r"\bmes\b", "month"),
    (r"\bmeses\b", "months"),
    (r"\btrimestre\b", "quarter"),
    (r"\bsemestre\b", "half"),
    (r"\baños\b", "years"),
    (r"\baño\b", "year"),
    (r"\bdías\b", "days"),
    (r"\bprimer\b", "first"),
    (r"\bsegundo\b", "second"),
    (r"\btercer\b", "third"),
    (r"\bcuarto\b", "fourth"),
    (r"\bhace (\d+) (day|week|month|year)s?\b", r"\1 \2s ago"),
    (r"\bdentro de (\d+) (day|week|month|year)s?\b", r"in \1 \2s time"),
    (r"\b(?:para|antes del) fin(?:al)?(?:es)? de\b", "by the end of"),
    (r"\ba (?:finales|fines) de(?:l)?\b", "end of"),
    (r"\ba (?:principios|comienzos) de(?:l)?\b", "early"),
    (r"\ba mediados de(?:l)?\b", "mid"),
    (r"\bantes de(?:l)?\b", "before"),
    (r"\bdespués de(?:l)?\b", "after"),
    (r"\b(?:a partir de|desde)\b", "from"),
    (r"\b(?:hasta|para)\b", "by"),
    (r"\b(?:en|el|la|los|las|del|de|al)\b", ""),
    _AFTER_NOUN,
]


def _date(found: re.Match[str]) -> str:
    return f" {_NAMES[int(found[1]) - 1]} {found[2] or ''} " if 1 <= int(found[1]) <= 12 else found[0]


_WEEKDAYS = "一二三四五六日"
_JAPANESE_DAYS = "月火水木金土日"
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_CHINESE: list[tuple[str, Replacement]] = [
    (r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    (r"(\d{4})年(\d{1,2})月", lambda m: f"{m[1]}-{int(m[2]):02} "),
    (r"(\d{1,2})月(?:(\d{1,2})[日号])?", _date),
    (r"(\d{4})年", r"\1 "),
    (r"(?:今年|本年)度?", "this year "),
    (r"(?:去年|昨年)度?", "last year "),
    (r"(?:明年|来年)度?", "next year "),
    (r"(?:今天|今日|本日)", "today "),
    (r"(?:昨天|昨日)", "yesterday "),
    (r"(?:明天|明日)", "tomorrow "),
    (r"(?:本月|这个月|今月|当月)", "this month "),
    (r"(?:上个?月|先月)", "last month "),
    (r"(?:下个?月|来月)", "next month "),
    (r"(周|星期|礼拜)天", r"\1日"),
    (rf"(?:周|星期|礼拜)([{_WEEKDAYS}])", lambda m: f"周 {_DAYS[_WEEKDAYS.index(m[1])]} "),
    (rf"([{_JAPANESE_DAYS}])曜日?", lambda m: f"{_DAYS[_JAPANESE_DAYS.index(m[1])]} "),
    (r"(?:上个?周|先週)", "last week "),
    (r"(?:本周|这周|今週)", "this week "),
    (r"(?:下个?周|来週)", "next week "),
    (r"周", ""),
    (r"(?:上季度|上个季度)", "last quarter "),
    (r"(?:本季度|这个季度)", "this quarter "),
    (r"(?:下季度|下个季度)", "next quarter "),
    (r"第?([一二三四1-4])(?:个?季度|季|四半期)", lambda m: f" q{_QUARTERS.get(m[1], m[1])} "),
    (r"(?:上半年|上半期)", " first half "),
    (r"(?:下半年|下半期)", " second half "),
    (r"年?(?:底|末)", " end "),
    (r"年?初", " start "),
    (r"(.+?)\s*(?:之前|以前|前)$", r"before \1"),
    (r"(.+?)\s*(?:までに|まで)$", r"by \1"),
    (r"(?:自|从)?(.+?)\s*(?:以来|以降|起|から)$", r"from \1"),
    (r"(.+?)\s+start\b", r"early \1"),
    (r"^before (.+?)\s+end\b", r"before the end of \1"),
    (r"[内中に的]", " "),
]
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def in_english(text: str) -> Iterator[str]:
    """What `text` may be in English, if it is in another language.

    >>> list(in_english("2026年9月"))
    ['2026-09']
    >>> list(in_english("bis ende nächsten jahres"))[0]
    'by the end of next year'
    """
    tongues = (_CHINESE,) if _EASTERN.search(text) else (_GERMAN, _FRENCH, _SPANISH)
    for tongue in tongues:
        words = text
        for pattern, word in tongue:
            words = re.sub(pattern, word, words)
        words = " ".join(words.split())
        if words != text:
            yield words
