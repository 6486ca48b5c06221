"""Word and Excel files are zip archives: what is in them is looked at before anything is unpacked, and read as XML that cannot grow."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

from kg.errors import InputError

_MOST_UNPACKED = 300_000_000  # bytes of all XML parts together; text of 20 million characters takes less than a third
_MOST_PARTS = 20_000
_RATIO = 200  # unpacked bytes for each packed one; Office's own XML stays below 60
_SMALL = 5_000_000  # bytes; a part below this does no harm, whatever its ratio
_OLE = b"\xd0\xcf\x11\xe0"  # compound file: old Office formats, and new ones under a password


def opened(data: bytes, name: str, kind: str, suffix: str) -> zipfile.ZipFile:
    """The archive, after looking at the sizes of its XML parts. kind: what the file should be, for messages (Word); suffix: its ending.

    Raises InputError when it is encrypted, damaged, something else, or would unpack to more than a document can need.
    """
    if data.startswith(_OLE):
        raise InputError(f"{name}: protected by a password, or an old {kind} file: open it and save it as {suffix} without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(f"{name}: damaged, or no {kind} file: open it in {kind} and save it as {suffix} again") from None
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(f"{name}: encrypted: save it without a password")
    unpacked = 0
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            unpacked += part.file_size
            if part.file_size > _SMALL and part.file_size > _RATIO * max(1, part.compress_size):
                size, times = part.file_size // 1_000_000, part.file_size // max(1, part.compress_size)
                raise InputError(f"{name}: {part.filename} unpacks to {size} MB, {times} times its size: not opened (a zip bomb?)")
    if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
        raise InputError(f"{name}: unpacks to {unpacked // 1_000_000} MB in {len(parts)} parts: too large: split it into several files")
    return archive


def xml(archive: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element | None:
    """The root of an XML part; None when the archive has no such part. Raises InputError when it is damaged or declares entities."""
    try:
        content = archive.read(part)
    except KeyError:
        return None
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, zlib.error) as error:
        raise InputError(f"{name}: damaged: {part} cannot be unpacked ({error}): save the file again") from None
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise InputError(f"{name}: {part} declares entities, which no Office program writes: not opened")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise InputError(f"{name}: damaged: {part}: {error}: open it and save it again") from None
