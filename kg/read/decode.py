"""From bytes to characters, without guessing: what is neither UTF-8, UTF-16 with a mark, GB 18030 nor Big5 is refused with its place.

GB 18030 and Big5 give a character for nearly every pair of bytes, so that damaged UTF-8, each other's text or a picture could pass as
Chinese that nobody wrote. Two measures keep that out: bytes that are UTF-8 but for a few are damaged UTF-8, and what an encoding makes of
the rest must be mostly the common characters of its own character set. Where that is so of both, the bytes are refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable

from kg.errors import InputError

# C0 controls but tab, line feed, vertical tab, form feed, carriage return and the end mark (1A) that old editors leave behind.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")

# Known beginnings of files that are often given a wrong name, so that the message can say what they are.
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zipped file (Word, Excel or an archive)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}

_DAMAGED_UTF8_RATIO = 10  # good many-byte characters for each bad place, from which on bytes are damaged UTF-8
_COMMON_SHARE = 0.5  # share of the Chinese characters that must lie in GB 2312; Chinese prose has over 0.98, Big5 read wrongly about 0.3
_BIG5 = ("big5", "cp950", "big5hkscs")  # the standard, then what Windows and Hong Kong added to it
_BIG5_SHARE = 0.9  # share that must lie in those of Big5's rows; prose has over 0.97, GB 2312 read wrongly about 0.5
_BIG5_ROWS = frozenset(bytes([row]) for row in (0xA1, *range(0xA4, 0xC7)))  # punctuation and the 5401 frequent characters


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the encoding that was used (as Python names it); a byte order mark is not part of the text.

    name: what the file is called in messages. Raises InputError with the file, the place (offset of a byte) and what to do.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x1a\xef\xbb\xbf"):
        raise InputError(f"{name}: the file is empty: remove it, or put the document's text into it")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{name}: {what}, not text: give it the ending that it needs, or save it as a text file in UTF-8")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, name), "utf-16"
    control = _CONTROL.search(data)
    if control is not None:
        raise InputError(f"{name}: not text: control byte {control[0][0]:#04x} at byte {control.start()}: save it as a text file in UTF-8")
    marked = data.startswith(codecs.BOM_UTF8)
    mark = len(codecs.BOM_UTF8) if marked else 0
    try:
        return data[mark:].decode("utf-8"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        if marked or _is_damaged_utf8(data):
            place = mark + error.start
            raise InputError(f"{name}: UTF-8 text with bytes that are not UTF-8, the first at byte {place}: save it again") from None
    return _chinese(data, name)


def _chinese(data: bytes, name: str) -> tuple[str, str]:
    """GB 18030 or Big5, whichever makes common characters of the bytes."""
    found = []
    text = _decoded(data, "gb18030")
    if text is not None and _common_share(text) >= _COMMON_SHARE:
        found.append((text, "gb18030"))
    for encoding in _BIG5:
        other = _decoded(data, encoding)
        if other is not None:
            if _frequent_share(other) >= _BIG5_SHARE:
                found.append((other, encoding))
            break
    match found:
        case [one]:
            return one
        case []:
            if text is None and other is None:
                place = _first_bad(data)
                raise InputError(
                    f"{name}: neither UTF-8 nor GB18030 nor Big5: cannot be decoded at byte {place}: save it as a text file in UTF-8"
                )
            raise InputError(f"{name}: neither UTF-8 nor GB18030 nor Big5: save it as a text file in UTF-8")
        case _:
            raise InputError(f"{name}: could be GB18030 or Big5, the bytes do not tell: save it as a text file in UTF-8")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_bad(data: bytes) -> int:
    """The place of the first byte that is not GB 18030, in bytes that are not."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("the bytes are GB 18030")


def _utf16(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not valid UTF-16: cannot be decoded at byte {error.start}: save it as a text file in UTF-8") from None


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    bad = text.count("�") - data.count("�".encode())
    good = sum(1 for c in text if c > "\u07ff" and c != "�")
    return good >= _DAMAGED_UTF8_RATIO * bad


def _common_share(text: str) -> float:
    return _share(text, lambda c: len(c.encode("gb2312", errors="ignore")) == 2)


def _frequent_share(text: str) -> float:
    return _share(text, lambda c: c.encode("cp950", errors="ignore")[:1] in _BIG5_ROWS)


def _share(text: str, is_common: Callable[[str], bool]) -> float:
    """Share of the characters beyond ASCII that are common ones; 1 if there are none."""
    wide = {c: count for c, count in Counter(text).items() if c > "\x7f"}
    return sum(count for c, count in wide.items() if is_common(c)) / sum(wide.values()) if wide else 1.0
