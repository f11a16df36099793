"""The engine that ships.

In: nothing. Out: an engine, its weights loaded once for a process.
What a newcomer would get wrong: loading takes a quarter of a second, so only commands that read reports call this.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from reportedly.extract.encoder import Network
from reportedly.extract.trained import Trained


def weights() -> Path:
    """The folder of the weights in this package."""
    return Path(str(files("reportedly.weights")))


@cache
def shipped() -> Trained:
    """The trained engine with the weights of this package.

    Raises WeightsError where they are missing or damaged.
    """
    return Trained(Network(weights()))
