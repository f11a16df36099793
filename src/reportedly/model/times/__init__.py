"""What a text says about time becomes days: "by the end of next year", "last quarter", "in September".

In: the exact words, and the day they were said. Out: Interval, or None where they do not tell.
What a newcomer would get wrong: nothing is guessed. What is relative to another event ("a week later"), a length ("for
two years") or to nothing in particular ("soon") has no interval; nor has what is relative to a day that is unknown.
"""

from reportedly.model.times.claims import said_on, when
from reportedly.model.times.reading import interval
from reportedly.model.times.rules import Toward

__all__ = ["Toward", "interval", "said_on", "when"]
