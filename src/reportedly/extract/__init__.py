"""A report becomes claims.

In: Report. Out: Claims, each quote cut from the report's text.
What a newcomer would get wrong: the first engine here is a baseline: word lists and positions. It reads English only,
and says of other texts nothing rather than something wrong.
"""

from reportedly.extract.engine import Baseline

__all__ = ["Baseline"]
