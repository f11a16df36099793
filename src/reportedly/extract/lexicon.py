"""The words that the baseline knows: triggers by kind, cues of phase, certainty and stance, verbs of saying.

In: nothing. Out: compiled patterns.
What a newcomer would get wrong: order decides. The first kind whose pattern fits at a place is taken, and the first
phase whose cue fits. Nothing here may name a company, a person or an outlet: it must work on news it has never seen.
"""

import re

from reportedly.model import Certainty, Kind, Phase, Stance


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(text.split())})\b".replace("_", r"\s+"), re.I)


TRIGGERS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (Kind(kind), _words(text))
    for kind, text in {
        "insolvency": """bankrupt(?:cy|cies)? insolvent insolvency administration_order receivership chapter_1[15] liquidat\\w+
            creditor_protection default(?:s|ed)?_on rescue[ds]? bail(?:ed)?[-_]?outs? delist\\w* creditors?_protection""",
        "recall": "recall(?:s|ed|ing)? defects? defective",
        "merger": "merg(?:e|es|ed|er|ers|ing) combination_of combin(?:e|es|ed|ing)_with",
        "stake": r"(?:buy|sell|rais|hold|own|acquir|tak)\w*_(?:(?!from|in)[\w.%]+_){0,3}stakes? (?:bought|sold|held|took)_(?:[\w.%]+_){0,3}stakes?"
        r" stakes? shareholding equity_interest",
        "acquisition": """acqui(?:re|res|red|ring|sition|sitions) take(?:s|n)?_over taking_over took_over takeovers? buy(?:s|ing)?
            bought purchas(?:e|es|ed|ing)_of buyouts? sale_of divest\\w* sell(?:s|ing)? sold(?=_(?:its|the|to)\\b) spin[-_]offs?""",
        "leadership": """appoint(?:s|ed|ing|ment)? resign(?:s|ed|ing|ation)? step(?:s|ped|ping)?_down named_(?=\\w+_\\w+) ousted succeed(?:s|ed)?
            retire(?:s|d|ment)? fired_as promoted_to replace[sd]? (?:new)_(?:ceo|chief_executive|chairman|president)""",
        "workforce": """lay(?:ing)?_?offs? laid_off (?:cut|cuts|cutting|eliminate\\w*|shed|slash\\w*|lose|losing|lost)_(?:\\w+_){0,4}jobs?
            job_(?:cuts|losses) strikes? striking walkouts? hir(?:e|es|ed|ing) employ(?:s|ed)? workers workforce wages? pay_(?:rise|cut)s?
            jobs redundanc\\w+ headcount buyout_offers?""",
        "results": """profits? loss(?:es)? revenues? earnings earned (?:net_)?income sales deliver(?:ies|ed) market_share market_value shares_(?:rose|fell)
            (?:rose|fell|dropped|declined|slid|gained|climbed|surged|plunged|jumped|increased|decreased)(?=_(?:by_)?[\\d.]+) turnover debts?""",
        "legal": """su(?:e|es|ed|ing) lawsuits? court judge investigat\\w+ prob(?:e|es|ed|ing) fine[ds]? settle(?:s|d|ment)? indict\\w+ arrest\\w*
            charged_with litigation antitrust complaint alleg\\w+ convicted pleaded infring\\w+""",
        "approval": """approv(?:al|als|e|es|ed|ing) licen[cs]es? permits? permission clear(?:ed|ance) certif\\w+ authori[sz]\\w+ green_light
            qualifications? nod""",
        "supply": "suppl(?:y|ies|ied|ying|ier|iers) order(?:s|ed|ing)?(?=_) contracts? purchase_agreement procure\\w*",
        "funding": """funding financing loans? invest(?:s|ed|ing|ment|ments)? raise[ds]?(?=_(?:\\$|€|£|us|about|up)) raising_(?=\\$|€|£) lend\\w* aid
            grants? subsid\\w+ initial_public_offering ipo listing bonds? credit_line injection billion_in""",
        "partnership": """partner(?:s|ed|ing|ship|ships)? alliances? joint_ventures? joint(?:ly)? co-?operat\\w+ collaborat\\w+ team(?:s|ed|ing)?_up tie-?ups?
            cross-licens\\w+ licensing_deal memorandum_of_understanding deal_with agreement_with""",
        "facility": """(?:plant|factory|mine|mill|refinery|office|store|dealership|site|shop|facilit(?:y|ies)|dealer)s?_(?:closures?|closings?|expansion|upgrades?)
            (?:clos(?:e|es|ed|ing)|shut(?:s|ting)?(?:_down)?|idl(?:e|es|ed|ing)|open(?:s|ed|ing)?|expand(?:s|ed|ing)?|upgrad\\w+)
            (?:build|builds|building|built|construct\\w*)_(?:a|an|the|its|new)_(?:\\w+_){0,3}(?:plant|factory|mine|mill|refinery|facility|center|centre)
            upgrades? expansion dealerships?""",
        "launch": """launch(?:es|ed|ing)? unveil(?:s|ed|ing)? introduc(?:e|es|ed|ing|tion) releas(?:e|es|ed|ing) announc\\w+_(?:a|the)_new debut(?:s|ed)?
            rolled_out roll(?:s|ing)?_out priced_at revealed?(?=_(?:a|the|its)) on_sale""",
        "production": """produc(?:e|es|ed|ing|tion) manufactur(?:e|es|ed|ing) (?:assembl|build|built|mak)(?:e|es|ed|y|ing|s)?_(?:cars|vehicles|evs|trucks|models|units)
            built output capacity assembly_lines? built_by""",
        "policy": """tariffs? regulations? subsid(?:y|ies|ise|ize) sanctions? (?:new|stricter|draft)_rules scrutiny legislation bill laws? ban(?:s|ned|ning)? tax(?:es)?
            government_(?:plan|support|help) bailout""",
        "structure": """(?:subsidiary|unit|division|arm|brand|affiliate|parent|owner|maker|parent_company|manufacturer)(?=_of\\b) subsidiary owned_by
            (?:parent|owner)(?=_of\\b)""",
        "other": "restructur\\w+ reorgani[sz]\\w+ found(?:ed|er)(?=_(?:in|by|of)) plans?_(?=to\\b) overhaul",
    }.items()
)

# What a cue near the trigger, mostly in front of it, says about how far the event is along.
PHASES: tuple[tuple[Phase, re.Pattern[str]], ...] = tuple(
    (Phase(phase), _words(text))
    for phase, text in {
        "off": """(?:will|would|did|does|do|has|have|had|is|are|was|were|can)_not (?:won|doesn|didn|isn|hasn|haven|wouldn)['’]t no_longer ruled_out
            drop(?:s|ped)? scrap(?:s|ped)? abandon(?:s|ed)? cancel\\w* reject(?:s|ed)? fail(?:s|ed)?_to collapsed? called_off withdr(?:ew|awn) refused""",
        "stalled": "delay(?:s|ed)? stall(?:s|ed)? postpon\\w+ on_hold suspend(?:s|ed)? difficult(?:y|ies) frozen without_success shelved?",
        "talks": "in_talks talks negotiat\\w+ discuss(?:es|ed|ing|ions)?",
        "considered": """may might could consider(?:s|ed|ing)? weigh(?:s|ed|ing)? explor(?:e|es|ed|ing) ey(?:es|ed|eing) options? mull(?:s|ed|ing)?
            possibl[ey] potential interested_in study(?:ing)? think(?:s|ing)?_about""",
        "cleared": "approved cleared authori[sz]ed granted certified green_light nod",
        "sought": "appl(?:y|ied|ies|ying)(?:_for)? bid(?:s|ding)? offer(?:s|ed|ing)? fil(?:e|es|ed|ing) seek(?:s|ing)? sought ask(?:s|ed|ing)? request\\w* demand\\w* petition\\w*",
        "agreed": "agree[ds]? agreement sign(?:s|ed|ing)? accord selected won deal secured accepted",
        "planned": """will would plan(?:s|ned|ning)? expect(?:s|ed)? intend(?:s|ed)? aim(?:s|ed)? to_be set_to due_to target(?:s|ed)? forecast\\w* schedul\\w+
            decided proposed? propos(?:al|es) going_to next_(?:year|month|week) by_20\\d\\d in_20[3-9]\\d""",
        "underway": "(?:has|have)_begun begun began begins? start(?:s|ed|ing)? continu\\w+ under_way underway (?:is|are)_(?=\\w+ing\\b) currently ramp\\w*",
    }.items()
)

CERTAINTIES: tuple[tuple[Certainty, re.Pattern[str]], ...] = (
    (
        Certainty.POSSIBLE,
        _words("may might could possibl[ey] perhaps option options potential(?:ly)? considering exploring mulling"),
    ),
    (
        Certainty.PROBABLE,
        _words("likely expect(?:s|ed)? seems? appears? would probably set_to believed presumably"),
    ),
)

STANCES: tuple[tuple[Stance, re.Pattern[str]], ...] = (
    (
        Stance.NO_COMMENT,
        _words(
            """declin(?:e|es|ed|ing)_(?:to_)?comment no_comment (?:did|has|had|have)_not_(?:immediately_)?(?:respond|repl|comment)\\w*
            (?:would|could)_not_(?:immediately_)?(?:comment|be_reached)\\w* refused_to_comment not_available_for_comment"""
        ),
    ),
    (
        Stance.UNAWARE,
        _words("""not_aware unaware not_heard no_information no_definitive_information no_knowledge not_been_(?:informed|told)
            (?:know|knows|knew)_nothing"""),
    ),
    (
        Stance.DENIES,
        _words("""den(?:y|ies|ied|ying) untrue false_report not_true no_truth baseless groundless rebutt\\w+ refut\\w+ dismissed_(?:the_)?(?:report|rumou?r)s?
            no_(?:such_)?(?:plans?|talks|intention)"""),
    ),
)

SAYING = (
    r"(?:said|says|say|saying|told|tells|reported|reports|reporting|announced|announces|stated|states|added|adds|confirmed|confirms|claimed|claims"
    r"|wrote|writes|noted|warned|insisted|disclosed|revealed|acknowledged|argued|predicted|estimated|explained|commented|cited|quoted|denied|denies"
    r"|declined|refused|(?:did|has|have|could|would)\s+not\s+(?:immediately\s+)?(?:respond|responded|reply|replied|comment|be\s+reached))"
)
UNNAMED = re.compile(
    r"\b(?:an?|the|two|three|four|five|several|some|one|other|unnamed|anonymous)?\s*(?:[\w-]+\s+){0,4}?"
    r"(?:sources?|people|persons?|insiders|officials?|executives?|analysts?|spokes(?:man|woman|person|people)|representatives?|media(?:\s+reports?)?|reports?)\b"
    r"(?:\s+(?:familiar|close|briefed|with\s+(?:direct\s+)?knowledge|in\s+the\s+know)\b(?:\s+(?:with|to|on|of)\s+the\s+\w+)?)?",
    re.I,
)
OUTLET_WORDS = _words(
    "outlet newspaper daily agency magazine site website news press newswire broadcaster paper times post journal weekly tv"
)
AUTHORITY_WORDS = _words(
    """ministry commission government authority department agency court council regulator administration senate congress parliament treasury bureau
    president minister senator judge governor union_commission"""
)
PERSON_WORDS = _words(
    "ceo chairman president executive minister spokes\\w+ analyst director chief officer mr mrs ms senator secretary manager founder"
)
AMOUNT = re.compile(
    r"(?:(?:US|A|C|HK)?[$€£¥]\s?|(?:RMB|CNY|EUR|USD)\s?)\d[\d.,]*(?:\s*(?:thousand|million|billion|trillion|mln|bln|bn|m))?(?:\s*(?:dollars|dlrs|yuan|euros))?"
    r"|\d[\d.,]*\s*(?:%|percent|per\s+cent|pct|(?:thousand|million|billion|trillion)(?:\s+(?:dollars|euros|yuan))?|dollars|euros|jobs|workers|employees|units"
    r"|vehicles|cars|dealerships|people)",
    re.I,
)
TIME = re.compile(
    r"\b(?:(?:in|by|on|from|since|until|before|after|late|early|mid|next|last|this|the\s+end\s+of|the\s+first\s+half\s+of|the\s+second\s+half\s+of)\s+)*"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{1,2})?(?:,?\s+\d{4})?|(?:19|20)\d\d"
    r"|(?:first|second|third|fourth)\s+quarter(?:\s+of\s+\d{4})?|(?:next|last|this)\s+(?:year|month|week|quarter))\b"
)
SAID = re.compile(
    r"\b(?:earlier\s+)?(?:today|yesterday)|(?:on\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    re.I,
)
