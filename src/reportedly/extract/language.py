"""Which language a text is in, as far as the engine has to know.

In: text. Out: None where it is English, else the language's name.
What a newcomer would get wrong: English is told by its function words, in microseconds; only a text that lacks them is
given to py3langid, whose tables take a second to load. Two words are too few to tell; then it is English.
"""

import re

# Without those that are everyday words elsewhere: "a" and "as" are Portuguese, "a" is Hungarian and Romanian.
_ENGLISH = re.compile(r"\b(?:the|of|and|to|that|said|has|with|will|its|by|from|not|for|was|which)\b", re.I)
_FOREIGN = re.compile(
    r"\b(?:der|die|das|und|von|mit|für|im|dem|zu|auf|le|les|des|une?|et|est|selon|avec|dans|pour|sur|qui|el|los|las|del"
    r"|que|por|con|para|y|en|una|um|uma|não|da|dos|em|foi|pela|pelo|il|che|per|di|della|non|och|att|det|på|av|til|og|een"
    r"|het|van|ja|nie|w|na|się|je|ki|iz|ter|při)\b|[čžřěůąęłśżőűășțğ]|(?-i:ı)|[^\W\d_a-zA-Z\u00c0-\u024f]",
    re.I,
)
_FIRST_CHARACTERS = 5000
# At least so many of the words, beyond a headline's length, are function words of English.
_LEAST_ENGLISH, _TOO_FEW = 0.06, 30
# Names of languages in ISO 639-1. What is taken for any other is tables and telegraphic copy, as a rule: English.
_NAMES = dict(
    pair.split("=")
    for pair in """
    af=Afrikaans ar=Arabic bg=Bulgarian bn=Bengali ca=Catalan cs=Czech da=Danish de=German el=Greek
    es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fr=French gl=Galician gu=Gujarati he=Hebrew hi=Hindi
    hr=Croatian
    hu=Hungarian hy=Armenian id=Indonesian is=Icelandic it=Italian ja=Japanese ka=Georgian kk=Kazakh km=Khmer ko=Korean
    lt=Lithuanian lv=Latvian mk=Macedonian mr=Marathi ms=Malay nb=Norwegian ne=Nepali nl=Dutch nn=Norwegian no=Norwegian
    pl=Polish pt=Portuguese ro=Romanian ru=Russian sk=Slovak sl=Slovenian sq=Albanian sr=Serbian sv=Swedish sw=Swahili
    ta=Tamil te=Telugu th=Thai tl=Tagalog tr=Turkish uk=Ukrainian ur=Urdu vi=Vietnamese zh=Chinese""".split()
)


def other_language(text: str) -> str | None:
    """The name of the language of `text` where that is not English.

    >>> other_language("Acme will buy Zeta."), other_language("Die Acme AG und die Zeta GmbH fusionieren im Herbst.")
    (None, 'German')
    """
    return _NAMES.get(language_code(text))


def language_code(text: str) -> str:
    """The language of `text`, in ISO 639-1; "en" where it is not told."""
    start = text[:_FIRST_CHARACTERS]
    english = len(_ENGLISH.findall(start))
    if len(_FOREIGN.findall(start)) <= english and english >= _LEAST_ENGLISH * (len(start.split()) - _TOO_FEW):
        return "en"
    import py3langid

    code = str(py3langid.classify(start)[0])
    return code if code in _NAMES else "en"
