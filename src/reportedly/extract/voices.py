"""On whose word a sentence stands.

In: a sentence of a report, and the voices met before. Out: Attribution: the chain, and the part of the sentence that
is said rather than saying.
What a newcomer would get wrong: "the report", "it said" mean a voice met before; without one they are an unnamed voice.
"""

import re
from dataclasses import dataclass, replace

from reportedly.extract import lexicon as lex
from reportedly.extract.text import names
from reportedly.model import Span, Voice, VoiceType

_SOURCE = r"(?P<source>(?:[^,;:\"“”]|,(?=\d)){2,90}?)"
_ADVERBS = r"(?:\s+(?:also|later|earlier|then|has|had|have|earlier\s+today|on\s+\w+|today|yesterday|only))*"
_LEAD_IN = r"(?:(?:earlier|later|meanwhile|separately|also|on|in|at|last|this)\b[^,]{0,40},\s*)?"
_FRONT = re.compile(rf"^\W*{_LEAD_IN}{_SOURCE}{_ADVERBS}\s+(?P<verb>{lex.SAYING})\b(?:\s+that\b)?", re.I)
_BEHIND = re.compile(
    rf"[,”\"]\s*[\"”]?\s*{_SOURCE}{_ADVERBS}\s+(?P<verb>{lex.SAYING})\b(?!\s+that\b)[^,]*?(?=[.,”\"]|$)",
    re.I,
)
_INVERTED = re.compile(rf"[,”\"]\s*[\"”]?\s*(?P<verb>said|says|reported|wrote)\s+{_SOURCE}(?=[.,]|$)", re.I)
_ACCORDING = re.compile(rf"\baccording\s+to\s+(?:an?\s+|the\s+)?{_SOURCE}(?=[.,;]|$)", re.I)
_REPORTEDLY = re.compile(r"\breportedly\b", re.I)
_HEADLINE = re.compile(
    r",\s+(?:(?P<name>(?-i:[A-Z])[\w ]+)\s+says|(?P<report>(?:\w+\s+)?(?:report|reports|sources?)(?=\s+says?\b)))",
    re.I,
)
_TOLD = re.compile(
    r"\btold\s+(?:the\s+)?(?P<outlet>(?-i:[A-Z]\w+(?:\s+[A-Z]\w+)*)|\w+\s+media\b)",
    re.I,
)
_BACK = re.compile(
    r"^(?:the|that|this|its?|his|her)?\s*(?:same\s+)?(?:news\s+)?(?:report|reports|article|paper|newspaper|agency|outlet|it|he|she|they)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The chain of a sentence, and what of the sentence is said."""

    voices: tuple[Voice, ...]
    content: Span


def attribution(text: str, sentence: Span, before: tuple[Voice, ...]) -> Attribution:
    """Who says `sentence`; `before` is the last chain met in the report."""
    words = text[sentence.start : sentence.end]
    for pattern in (_ACCORDING, _FRONT, _BEHIND, _INVERTED):
        found = pattern.search(words)
        if found and (chain := _chain(text, sentence, found, before)):
            return Attribution(chain, _content(sentence, words, found))
    if found := _HEADLINE.search(words):
        at = Span(*(sentence.start + i for i in found.span("name" if found["name"] else "report")))
        named = bool(found["name"]) and found["name"][0].isupper()
        kind = VoiceType.OUTLET if named else VoiceType.UNNAMED
        return Attribution(
            (Voice(at.of(text), kind, named),),
            Span(sentence.start, sentence.start + found.start()),
        )
    if found := _REPORTEDLY.search(words):
        at = Span(sentence.start + found.start(), sentence.start + found.end())
        return Attribution((Voice(at.of(text), VoiceType.UNNAMED, False),), sentence)
    return Attribution((), sentence)


def _content(sentence: Span, words: str, found: re.Match[str]) -> Span:
    """The sentence without the words of saying, if these stand at one of its ends; the longer rest is what is said."""
    before, after = found.start(), len(words) - found.end()
    if before >= after:
        return Span(sentence.start, sentence.start + max(before, 1))
    rest = words[found.end() :]
    start = sentence.start + found.end() + len(rest) - len(rest.lstrip(' ,:"“'))
    return Span(start, sentence.end) if start < sentence.end else sentence


def _chain(text: str, sentence: Span, found: re.Match[str], before: tuple[Voice, ...]) -> tuple[Voice, ...]:
    start = sentence.start + found.start("source")
    source = Span(start, start + len(found["source"].rstrip()))
    words = text[source.start : source.end]
    if _BACK.match(words.strip()):
        return before[-1:]
    first = _voice(text, source, found["verb"].lower() if "verb" in found.re.groupindex else "")
    if first is None:
        return ()
    told = _TOLD.search(text, source.end, sentence.end)
    if not told:
        return (first,)
    outlet = Span(*told.span("outlet")).of(text)
    named = not outlet.text.lower().endswith("media")
    return (
        first,
        Voice(outlet, VoiceType.OUTLET if named else VoiceType.UNNAMED, named),
    )


def _voice(text: str, source: Span, verb: str) -> Voice | None:
    words = text[source.start : source.end]
    spelled = names(text, source)
    unnamed = lex.UNNAMED.search(words)
    if unnamed and not (
        spelled
        and re.search(
            r"\b(?:spokes\w+|outlet|media\s+outlet|official|analyst|executive)\s+\S*$",
            words[: spelled[-1].start - source.start],
        )
    ):
        return _unnamed(text, source, unnamed, spelled)
    if not spelled:
        return None
    name = (
        spelled[-1].of(text)
        if lex.OUTLET_WORDS.search(words) or lex.PERSON_WORDS.search(words)
        else spelled[0].of(text)
    )
    voice = Voice(name, _type(words, name.text), True)
    return replace(voice, type=VoiceType.OUTLET) if verb.startswith("report") else voice


def _unnamed(text: str, source: Span, unnamed: re.Match[str], spelled: list[Span]) -> Voice:
    end = source.start + unnamed.end()
    inside = next((n for n in spelled if n.start < end), None)
    first = min(source.start + unnamed.start(), inside.start if inside else source.end)
    article = re.search(r"\b(?:an?|the)\s+$", text[source.start : first], re.I)
    start = source.start + article.start() if article else first
    spokesman = re.search(r"spokes|representative", unnamed.group(), re.I)
    outlet = next((n for n in spelled if n.start >= end), None)
    if re.fullmatch(r"(?:\w+\s+)*reports?", unnamed.group(), re.I) and inside and not outlet:
        return Voice(inside.of(text), VoiceType.OUTLET, True)
    kind = VoiceType.PERSON if spokesman else VoiceType.UNNAMED
    return Voice(Span(start, end).of(text), kind, False, inside.of(text) if inside else None)


def _type(words: str, name: str) -> VoiceType:
    if lex.AUTHORITY_WORDS.search(name):
        return VoiceType.AUTHORITY
    if lex.OUTLET_WORDS.search(words) and not lex.PERSON_WORDS.search(words):
        return VoiceType.OUTLET
    if lex.PERSON_WORDS.search(words):
        return VoiceType.PERSON
    return VoiceType.COMPANY
