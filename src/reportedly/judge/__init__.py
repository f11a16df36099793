"""Stories are judged: how each stands, by its sayings alone.

In: Story. Out: History, sides, origins.
What a newcomer would get wrong: nothing here looks into reports; whatever counts has become a Saying before.
"""

from reportedly.judge.sides import origins, sides
from reportedly.judge.status import history

__all__ = ["history", "origins", "sides"]
