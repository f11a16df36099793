"""The trained engine in the making: what will read with the weights, kept here until it earns its place in `extract`.

In: exported weights and a Report. Out: Claims. What a newcomer would get wrong: the product does not use this yet; it
is measured by training.tune beside the engine that ships.
"""
