"""`python -m reportedly` is the command `reportedly`."""

from reportedly.show.cli import main

main()
