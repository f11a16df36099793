"""Names in the form in which they are compared.

In: names as reports write them. Out: folded text of the same length, and normal forms without legal forms.
What a newcomer would get wrong: folding keeps every character's place (a character becomes exactly one), so what is
found in the folded text stands at the same offsets in the report.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

# Legal forms at the end of a company's name, folded.
_LEGAL = frozenset(
    """incorporated inc corporation corp company co limited ltd llc llp lp plc ag gmbh se kgaa kg ohg sa sas sarl spa
    srl bv nv ab asa oy oyj aps sl slu sgps ltda sab kk kabushiki pjsc ojsc oao pao ooo zao ao jsc tbk pt bhd sdn pty
    pte as aktiengesellschaft aktiebolag holding holdings group groupe gruppe gruppo grupo ао оао пао зао ооо""".split()
)
_LEGAL_IN_PIECES = (["a", "s"], ["s", "a"], ["b", "v"], ["n", "v"], ["sp", "z", "oo"], ["sp", "z", "o", "o"])
# Legal forms before a company's name, folded.
_BEFORE = re.compile(
    r"^(?:(?:ооо|оао|пао|зао|ао|pt|cong ty (?:co phan|tnhh))\s+[\"«„]?|株式会社|\(株\)|주식회사|\(주\))(?=.)"
)
_BEGINS_BEFORE = frozenset("опзаpc株주(")
_EASTERN = re.compile(
    r"(?<=.)(?:股份有限公司|有限责任公司|控股有限公司|集团有限公司|有限公司|股份公司|株式会社|주식회사|公司)$"
)
_ENDS_EASTERN = frozenset("司社사")
_MARKS = re.compile(r"(?<=\b\w)\.(?=\w\b)|['’`]s\b|['’`]")
_WORDS = re.compile(r"[^\W_]+(?:&[^\W_]+)*", re.UNICODE)


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


class _Folding(dict[int, str]):
    """Every character's folded form, found when it is first met: `str.translate` then works at the speed of C."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


_FOLDING = _Folding()


def _folded(character: str) -> str:
    """One character for one: lower case, without its accents, simplified.

    A Korean syllable and a Japanese kana keep their marks: without them 현대 and 혼다, バ and ハ would be the same.
    """
    apart = unicodedata.normalize("NFKD", character)
    plain = apart[:1].casefold()
    if "\u1100" <= plain <= "\u11ff" or apart[1:2] in ("\u3099", "\u309a"):
        plain = unicodedata.normalize("NFKC", character)
    if len(plain) != 1:
        return character
    return _simplified().convert(plain)[:1] if "\u3400" <= plain <= "\u9fff" else plain


def fold(text: str) -> str:
    """`text` in lower case, without accents, in simplified characters, each at its place.

    >>> fold("Citroën ＢＹＤ 北汽集團 Straße 현대차 バレンシア")
    'citroen byd 北汽集团 straße 현대차 バレンシア'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def normal(name: str) -> str:
    """What two spellings of one name have in common: folded words without legal forms at the end.

    >>> normal("Xiaomi Auto Co., Ltd."), normal("Société X S.A."), normal("北京小米汽車有限公司")
    ('xiaomi auto', 'societe x', '北京小米汽车')
    >>> normal("BAIC Group"), normal("Group")
    ('baic', 'group')
    """
    return without_legal_form(fold(name))


def without_legal_form(folded: str) -> str:
    """The normal form of a name that is folded already."""
    if folded[-1:] in _ENDS_EASTERN:
        folded = _EASTERN.sub("", folded)
    if folded[:1] in _BEGINS_BEFORE:
        folded = _BEFORE.sub("", folded, count=1)
    if folded.isalnum():
        return folded
    words = _WORDS.findall(_MARKS.sub("", folded))
    while (count := _legal_words(words)) and count < len(words):
        del words[-count:]
    return " ".join(words)


def _legal_words(words: Sequence[str]) -> int:
    """How many words at the end are a legal form."""
    if words and words[-1] in _LEGAL:
        return 1
    return next((len(form) for form in _LEGAL_IN_PIECES if words[-len(form) :] == form), 0)
