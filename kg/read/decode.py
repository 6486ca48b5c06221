"""From bytes to characters, without guessing: what is neither UTF-8, UTF-16 with a mark, nor GB 18030 is refused with its place.

GB 18030 gives a character for nearly every pair of bytes, so that damaged UTF-8, Big5 or a picture could pass as Chinese that nobody
wrote. Two measures keep that out: bytes that are UTF-8 but for a few are damaged UTF-8, and what GB 18030 makes of the rest must be
mostly the common characters of GB 2312.
"""

from __future__ import annotations

import codecs
import re

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


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the encoding that was used (as Python names it); a byte order mark is not part of the text.

    name: what the file is called in messages. Raises InputError with the file, the place (offset of a byte) and what to do.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x1a\xef\xbb\xbf"):
        raise InputError(f"{name}: the file is empty: remove it, or put the document's text into it")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{name}: {what}, not text: save it as a text file in UTF-8")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16", name), "utf-16"
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
    text = _strictly(data, "gb18030", name)
    if _common_share(text) < _COMMON_SHARE:
        raise InputError(f"{name}: neither UTF-8 nor GB18030 (Big5 perhaps): save it as a text file in UTF-8")
    return text, "gb18030"


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        tried = "UTF-16" if encoding == "utf-16" else "neither UTF-8 nor GB18030"
        what = f"not valid {tried}" if encoding == "utf-16" else tried
        raise InputError(f"{name}: {what}: cannot be decoded at byte {error.start}: save it as a text file in UTF-8") from None


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    bad = text.count("�") - data.count("�".encode())
    good = sum(1 for c in text if c > "\u07ff" and c != "�")
    return good >= _DAMAGED_UTF8_RATIO * bad


def _common_share(text: str) -> float:
    wide = [c for c in text if c > "\x7f"]
    common = sum(1 for c in wide if len(c.encode("gb2312", errors="ignore")) == 2)
    return common / len(wide) if wide else 1.0
