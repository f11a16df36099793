"""The only place that knows all stages: settings, one report along the whole path, many inputs in a row.

In: names of inputs, an open ledger, an engine. Out: what became of each document.
What a newcomer would get wrong: nothing here raises for a bad input; its outcome says why it was refused.
"""

from reportedly.run.batch import Summary, add, add_with, catch_up
from reportedly.run.pipeline import Outcome
from reportedly.run.settings import TABLE, Setting, Settings

__all__ = ["TABLE", "Outcome", "Setting", "Settings", "Summary", "add", "add_with", "catch_up"]
