"""Exit codes that a command gives back; those of errors are with the errors.

In: nothing. Out: numbers. What a newcomer would get wrong: a refused input is no failure of the program, and yet not 0.
"""

REFUSED = 1
UNHEALTHY = 3
