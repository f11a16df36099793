"""A report becomes claims.

In: Report. Out: Claims, each quote cut from the report's text.
What a newcomer would get wrong: the engine reads English only; of other texts it names the language and claims nothing.
"""

from reportedly.extract.encoder import Network
from reportedly.extract.shipped import shipped
from reportedly.extract.trained import Trained

__all__ = ["Network", "Trained", "shipped"]
