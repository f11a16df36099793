"""Stories are judged: how each stands, by its sayings alone.

In: Story. Out: History, sides, origins.
What a newcomer would get wrong: nothing here looks into reports; whatever counts has become a Saying before.
"""

from reportedly.judge.sides import origins, sides
from reportedly.judge.status import as_of, history

__all__ = ["as_of", "history", "origins", "sides"]
