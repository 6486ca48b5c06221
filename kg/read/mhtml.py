"""Web pages that a browser saved as one file (MHTML, RFC 2557): the page in it is read like any other."""

from __future__ import annotations

from email import message_from_bytes, policy

from kg.errors import InputError
from kg.read.content import Content
from kg.read.html import read as read_page


def read(data: bytes, name: str) -> Content:
    """What the page shows; pictures, scripts and frames in the file are left out. Raises InputError when there is no page in it."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return read_page(body, name, charset=part.get_content_charset())
    raise InputError(f"{name}: no page in it: save the page again, as HTML")
