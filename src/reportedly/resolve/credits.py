"""On whose word a page stands, where no engine has read it for claims: names beside words of saying, in many languages.

In: a text and the names in it. Out: mentions of those it credits, in order of their place.
What a newcomer would get wrong: an outlet that is named is credited wherever it stands, since a page names another
outlet for no other reason, an authority where the page begins; others only beside a word of saying or with a title.
"""

import re
from collections.abc import Iterator, Sequence

from reportedly.model import EntityType, Span
from reportedly.resolve.forms import fold
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import Mention
from reportedly.resolve.new_names import PUBLIC_BODY

_REACH = 48  # characters between a name and the word of saying
_REACH_UNSPACED = 14
_LEAD = 400  # characters
# Words of saying, folded, by language; in scripts with word endings their beginnings.
_SAID = {
    "en": r"sa(?:id|ys?)|told|according to|report(?:s|ed|edly|ing)?|announce[sd]?|confirm(?:s|ed)?|den(?:y|ies|ied)"
    r"|statement|tweet(?:s|ed)?|wrote|writes|cit(?:es|ing)|quot(?:es|ed|ing)",
    "de": r"s[ae]gte?|sagen|betont\w*|warn(?:t|te|ten)|nannte|fordert\w*|ausserte|laut|bericht(?:et|ete|en)?|teilte"
    r"|erklart(?:e|en)?|schreibt|schrieb|zufolge|bestatigte?|dementierte?|kundigte",
    "fr": r"selon|d['’]apres|a (?:dit|declare|annonce|indique|affirme|confirme|dementi|precise|estime|explique|juge"
    r"|assure|ajoute)|estim(?:e|ent)|expliqu(?:e|ent)|assur(?:e|ent)|rapporte|annonce|indique",
    "es": r"segun|dijo|dice|explic[oa]|neg[oa]|negaron|inform[oa]|anunci[oa]|afirm[oa]|confirm[oa]|senalo|aseguro",
    "pt": r"segundo|disse|negou|negaram|informou|anunciou|afirmou|confirmou|de acordo com",
    "it": r"secondo|ha (?:detto|dichiarato|annunciato|negato|confermato|spiegato)|riferisce|riporta",
    "ro": r"potrivit|a (?:declarat|negat|anuntat|confirmat|spus)",
    "sv": r"enligt|sager|uppger|sade|rapporterar",
    "nl": r"volgens|zegt|meldt",
    "pl": r"wedlug|powiedzia[lł]a?|poinformowa[lł]a?",
    "id": r"menurut|kata|mengatakan",
    "tr": r"gore|dedi|acikladi",
    "hu": r"szerint|kozolte",
}
_SAID_BEGINNINGS = (
    r"сообщ\w+|заяв\w+|по (?:словам|данным)|пишет|сказал\w*|подтверд\w+|опроверг\w*|рассказал\w*|говорит\w*|считает"
    r"|уточн\w+|отмет\w+|добав\w+|подчеркн\w+|прокомментир\w+|قال|قالت|وفقا|ذكر|اعلن|بحسب|صرح|نقلت"
)
_SAYING = re.compile(rf"\b(?:{'|'.join(_SAID.values())})\b|{_SAID_BEGINNINGS}")
_SAYING_UNSPACED = re.compile(
    r"表示|报道|透露|回应|宣布|援引|声明|否认|指出|消息|获悉|公告|澄清|辟谣|据|称|说|によると|発表|述べた|報じた|报じた"
    r"|밝혔|따르면|말했|보도"
)
# What stands before or behind the name of somebody who speaks for a body, folded.
_TITLE = re.compile(
    r"\b(?:minist(?:er|erin|re|ro|ra)|ministerprasident\w*|president[ea]?|praesident\w*|prasident\w*|chef|ceo|patron"
    r"|director|directeur|sprecher\w*|spokes\w+|porte-parole|portavoz|porta-voz|portavoce)\s+(?:\w+\s+){0,2}$"
)
_BODY = re.compile(r"(?:公告|声明|(?:有关|相关|内部)(?:人士|负责人)|发言人)")
_SPEAKS = frozenset(
    {
        EntityType.COMPANY,
        EntityType.BRAND,
        EntityType.PERSON,
        EntityType.AUTHORITY,
        EntityType.UNKNOWN,
        EntityType.PLACE,
    }
)


def credited(text: str, mentions: Sequence[Mention], known: Known) -> Iterator[Mention]:
    """Those of `mentions` whom the page credits: each entity once, where it is first credited."""
    folded, seen = fold(text), set[str]()
    for mention in mentions:
        if mention.key in seen:
            continue
        entity = known.entities.get(mention.key)
        kind = entity.type if entity else _kind_of_new(mention.key)
        if _is_credited(folded, mention, kind):
            seen.add(mention.key)
            yield Mention(mention.key, _with_body(folded, mention.span))


def _kind_of_new(key: str) -> EntityType:
    return EntityType.AUTHORITY if PUBLIC_BODY.search(key) else EntityType.UNKNOWN


def _is_credited(folded: str, mention: Mention, kind: EntityType) -> bool:
    if kind is EntityType.OUTLET or (kind is EntityType.AUTHORITY and mention.span.start < _LEAD):
        return True
    return kind in _SPEAKS and (_speaks(folded, mention) or bool(_TITLE.search(folded[: mention.span.start][-40:])))


def _with_body(folded: str, name: Span) -> Span:
    """The name with what says who speaks for it: "蔚来公告", not "蔚来"."""
    behind = _BODY.match(folded, name.end)
    return Span(name.start, behind.end()) if behind else name


def acting(mentions: Sequence[Mention], known: Known) -> Iterator[Mention]:
    """Those of `mentions` who act in the lead: a page that credits nobody tells of their doings."""
    seen = set[str]()
    for mention in mentions:
        entity = known.entities.get(mention.key)
        acts = entity is None or entity.type not in (EntityType.PLACE, EntityType.OUTLET, EntityType.PLANT)
        if acts and mention.key not in seen and mention.span.start < _LEAD:
            seen.add(mention.key)
            yield mention


def _speaks(folded: str, mention: Mention) -> bool:
    """Whether a word of saying stands near a name, within its line."""
    return _near(folded, mention, _REACH, _SAYING) or _near(folded, mention, _REACH_UNSPACED, _SAYING_UNSPACED)


def _near(folded: str, mention: Mention, reach: int, saying: re.Pattern[str]) -> bool:
    start, end = mention.span.start, mention.span.end
    before = folded[max(0, start - reach) : start].rpartition("\n")[2]
    behind = folded[end : end + reach].partition("\n")[0]
    return bool(saying.search(before) or saying.search(behind))
