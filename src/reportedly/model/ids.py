"""Ids: digests of the fields that make a thing what it is, so the same thing has the same id everywhere.

In: a prefix with its version ("c1") and plain values. Out: "c1-" and 20 characters (100 bits of SHA-256, base32).
What a newcomer would get wrong: the prefix's number counts changes of *which fields go in*; when the fields of
an id change, so does its prefix, and old ids stay readable beside new ones.
"""

import base64
import hashlib
import json

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

LENGTH = 20


def digest_id(prefix: str, fields: "Plain") -> str:
    """The id of the thing that `fields` describe, as canonical JSON (sorted keys, no spaces, UTF-8).

    >>> digest_id("x1", {"b": 1, "a": "ü"}) == digest_id("x1", {"a": "ü", "b": 1})
    True
    >>> len(digest_id("x1", [])), digest_id("x1", [])[:3]
    (23, 'x1-')
    """
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}-{base64.b32encode(raw).decode().lower()[:LENGTH]}"
