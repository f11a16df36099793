"""Whether a text is in a language that the engine reads.

In: text. Out: yes or no. What a newcomer would get wrong: two words are too few to tell; then it is yes.
"""

import re

_ENGLISH = re.compile(r"\b(?:the|of|and|to|a|is|for|on|that|said|has|with|will|may|its|was|by|from|at|as|not)\b", re.I)
_FOREIGN = re.compile(
    r"\b(?:der|die|das|und|von|mit|le|les|des|une?|et|est|selon|avec|el|los|las|del|que|por|il|che|per|och|att|det|een|het"
    r"|van|ja|nie|w)\b|[^\W\d_a-zA-Z\u00c0-\u024f]",
    re.I,
)
_FIRST_CHARACTERS = 5000


def reads(text: str) -> bool:
    """Whether English function words outweigh those of its neighbours and letters of other scripts.

    >>> reads("Acme will buy Zeta."), reads("Die Acme AG und die Zeta GmbH")
    (True, False)
    """
    start = text[:_FIRST_CHARACTERS]
    return len(_FOREIGN.findall(start)) <= len(_ENGLISH.findall(start))
