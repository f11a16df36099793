"""Thin edges: the command line, the local pages, exports.

In: what a person asks for. Out: text, tables, JSON, HTML. What a newcomer would get wrong: no decision is made here;
whatever is shown comes from `run` or `ledger`.
"""
