"""A report becomes claims.

In: Report. Out: Claims, each quote cut from the report's text.
What a newcomer would get wrong: the engine reads English only; of other texts it names the language and claims nothing.
Nothing is imported here: who asks for the language of a text does not load the runtime of the model.
"""
