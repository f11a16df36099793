"""Bytes become a Report.

In: paths, addresses, standard input. Out: `raws` gives what lies there, piece by piece, as Raw or Refused;
`read` turns one Raw into a Report or raises a ReadError. For feeds: `Web` asks for many addresses politely, `read_feed`
turns an answer into items.
What a newcomer would get wrong: one input can hold many reports (.jsonl), and one bad line spoils only itself.
"""

from reportedly.read.inputs import inputs_of, is_address, raws, state_of
from reportedly.read.raw import USER_AGENT, Limits, Manners, Raw, Refused
from reportedly.read.reader import read, read_row
from reportedly.read.worker import Workers

__all__ = [
    "USER_AGENT",
    "Limits",
    "Manners",
    "Raw",
    "Refused",
    "Workers",
    "inputs_of",
    "is_address",
    "raws",
    "read",
    "read_row",
    "state_of",
]
