"""What a page states for machines in its JSON-LD.

In: a parsed page, and what to look for in one piece of data. Out: what was found, in the order of the page.
What a newcomer would get wrong: a piece that is no JSON, or nested without end, spoils only itself.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree


def in_linked_data(tree: etree._Element, look: Callable[[Any], Iterator[str]]) -> Iterator[str]:
    """What `look` finds in each piece of the page's JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from look(json.loads(str(script)))
        except (ValueError, RecursionError):
            continue
