"""Bytes become a Report.

In: paths, addresses, standard input. Out: `raws` gives what lies there, piece by piece, as Raw or Refused;
`read` turns one Raw into a Report or raises a ReadError.
What a newcomer would get wrong: one input can hold many reports (.jsonl), and one bad line spoils only itself.
"""

from reportedly.read.inputs import inputs_of, raws, state_of
from reportedly.read.raw import Limits, Raw, Refused
from reportedly.read.reader import read, read_row
from reportedly.read.worker import Workers

__all__ = ["Limits", "Raw", "Refused", "Workers", "inputs_of", "raws", "read", "read_row", "state_of"]
