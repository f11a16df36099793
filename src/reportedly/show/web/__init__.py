"""The ledger in a browser, on this machine: stories by their days, claims, reports, evidence marked in the text.

In: HTTP requests. Out: HTML. The only package that knows the web framework.
What a newcomer would get wrong: these pages only read; the real web application comes later.
"""

from reportedly.show.web.app import make_app, serve

__all__ = ["make_app", "serve"]
