"""Which of several bearers of a name a report means, by what else stands in it.

In: the bearers, whom else the report names beyond doubt, its words. Out: one of them, or None where nothing tells.
What a newcomer would get wrong: a guess is worse than none. "Saab" in a report that tells nothing of arms or cars is
kept under no company.
"""

import re
from collections.abc import Collection, Sequence

from reportedly.model import Entity, EntityType
from reportedly.resolve.known import Known

_FULL_NAME, _TIED, _SECTOR_WORD, _SAME_SECTOR, _SAME_COUNTRY = 4.0, 3.0, 1.0, 1.0, 0.5
_MOST = 3  # words or neighbours of one sort that count
_LEAST, _AHEAD = 1.0, 1.0
# Beginnings of words that tell a sector, folded, in languages of many reports.
_WORDS = {
    "airline": "airline|flight|passenger|cargo plane|aircraft|pilots|airport|fluglin|fluggesell|vuelo|航空|航班|항공",
    "bank": "bank|loan|lender|deposit|mortgage|kredit|prestamo|银行|銀行|은행",
    "battery": "batter|cathode|anode|lithium|cell maker|gigafactory|akku|电池|電池|배터리",
    "carmaker": r"\bcars?\b|carmaker|automaker|vehicle|\bsuv|sedan|dealer|electric car|autobauer|\bautos?\b|fahrzeug"
    "|voiture|coche|汽车|汽車|自動車|자동차|автомоб",
    "chemicals": "chemical|polymer|plastics|chemie|化学|化工|화학",
    "chip": "chip|semiconductor|wafer|foundry|halbleiter|芯片|半导体|半導体|반도체",
    "consumer": "appliance|cookware|kitchen|household|haushalts",
    "defence": "defen[cs]e|fighter|gripen|missile|radar|military|submarine|weapon|air force|\\bnato\\b|rustung|kampfjet"
    "|军工|防务|防衛|방산",
    "energy": r"\bgas\b|\blng\b|\boil\b|power plant|grid|electricity|solar|erdgas|天然气|液化|석유",
    "fund": "private equity|buyout|asset manager|investor|credit fund|fund manager|takeover offer|基金|私募|사모펀드",
    "healthcare": "hospital|patient|clinic|healthcare|doctor|krankenhaus|医院|병원",
    "machinery": "machine|turbine|elevator|equipment|maschine|機械|机械|기계",
    "media": "broadcast|cable|television|formula one|subscriber|电视|放送",
    "pharma": "drug|vaccine|pharma|clinical|therapy|cancer|medicine|arznei|药|薬|제약",
    "retail": "retail|store|supermarket|shopper|grocer|einzelhand|超市|零售|유통",
    "shipbuilder": "shipyard|shipbuild|vessel|werft|造船|조선소",
    "steel": "steel|smelter|blast furnace|stahl|钢铁|鉄鋼|철강",
    "supplier": "tyre|tire|supplier|parts maker|reifen|zulieferer|轮胎|零部件|タイヤ|타이어",
    "tech": "electronic|software|server|data cent|power supply|robot|autonomous|smart ?phone|elektronik|电子|電子|전자",
    "telecom": "telecom|mobile network|broadband|satellite|operator|5g|mobilfunk|电信|通信|통신",
}
_PATTERNS = {sector: re.compile(words) for sector, words in _WORDS.items()}


def told_apart(keys: Sequence[str], sure: Collection[str], words: str, known: Known) -> str | None:
    """Which of `keys` a report means that names `sure` besides, in whose folded `words` the name was blanked out.

    >>> from reportedly.resolve import shipped
    >>> told_apart(["saab-ab", "saab-automobile"], [], "the maker of fighter jets sells a radar", shipped())
    'saab-ab'
    >>> told_apart(["saab-ab", "saab-automobile"], [], "the company rose", shipped()) is None
    True
    """
    around = [known.entities[key] for key in sorted(set(sure)) if key in known.entities]
    scores = {key: _score(known.entities[key], around, words, known) for key in keys if key in known.entities}
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    if not ranked or scores[ranked[0]] < _LEAST:
        return None
    ahead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0.0)
    return ranked[0] if ahead >= _AHEAD else None


def _score(entity: Entity, around: Sequence[Entity], words: str, known: Known) -> float:
    line = known.line(entity.key)
    named = any(other.key == entity.key for other in around)
    others = [other for other in around if other.key != entity.key]
    acting = [other for other in others if other.type not in (EntityType.PLACE, EntityType.OUTLET)]
    tied = [o for o in acting if o.key in line or entity.key in known.line(o.key)]
    sector = [o for o in acting if o.sector == entity.sector]
    country = [o for o in others if o.country == entity.country and o.type is not EntityType.OUTLET]
    return (
        _FULL_NAME * named
        + _TIED * bool(tied)
        + _SECTOR_WORD * min(_MOST, _sector_words(entity.sector, words))
        + _SAME_SECTOR * min(_MOST, len(sector))
        + _SAME_COUNTRY * bool(country)
    )


def _sector_words(sector: str | None, words: str) -> int:
    """How many different words tell of that sector."""
    pattern = _PATTERNS.get(sector or "")
    return len(set(pattern.findall(words))) if pattern else 0
