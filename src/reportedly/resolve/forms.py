"""Names in the form in which they are compared.

In: names as reports write them. Out: folded text of the same length, and normal forms without legal forms.
What a newcomer would get wrong: folding keeps every character's place (a character becomes exactly one), so what is
found in the folded text stands at the same offsets in the report.
"""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

# Legal forms at the end of a company's name, folded.
_LEGAL = frozenset(
    """incorporated inc corporation corp company co limited ltd llc llp lp plc ag gmbh se kgaa kg ohg sa sas sarl spa
    srl bv nv ab asa oy oyj aps sl slu sgps ltda sab kk kabushiki pjsc ojsc oao pao ooo zao ao jsc tbk pt bhd sdn pty
    pte as holding holdings group groupe gruppe gruppo grupo""".split()
)
_CHINESE_LEGAL = re.compile(r"(?:股份有限公司|有限责任公司|控股有限公司|集团有限公司|有限公司|股份公司|株式会社|公司)$")
_WORDS = re.compile(r"[^\W_]+(?:&[^\W_]+)*", re.UNICODE)


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1 << 16)
def _folded(character: str) -> str:
    """One character for one: lower case, without its accents, simplified."""
    if character < "\x80":
        return character.lower()
    plain = unicodedata.normalize("NFKD", character)[:1].casefold()
    if len(plain) != 1:
        return character
    return _simplified().convert(plain)[:1] if "\u3400" <= plain <= "\u9fff" else plain


def fold(text: str) -> str:
    """`text` in lower case, without accents, in simplified characters, each at its place.

    >>> fold("Citroën ＢＹＤ 北汽集團 Straße")
    'citroen byd 北汽集团 straße'
    """
    return "".join(map(_folded, text))


def normal(name: str) -> str:
    """What two spellings of one name have in common: folded words without legal forms at the end.

    >>> normal("Xiaomi Auto Co., Ltd."), normal("Société X S.A."), normal("北京小米汽車有限公司")
    ('xiaomi auto', 'societe x', '北京小米汽车')
    >>> normal("BAIC Group"), normal("Group")
    ('baic', 'group')
    """
    folded = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’`]s\b|['’`]", "", fold(name))
    words = _WORDS.findall(_CHINESE_LEGAL.sub("", folded))
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)
