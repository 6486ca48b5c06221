"""From bytes to characters, without guessing: what the bytes do not tell is refused, with its place and what to do.

Order of the tests: a mark at the beginning (UTF-8, UTF-16, UTF-32), HZ (GB 2312 in seven bits), UTF-8, which hardly any other bytes are by
chance; then GB 18030 (with GB 2312 and GBK in it), Big5 (with what Windows and Hong Kong added) and UTF-16 without a mark are each tried
strictly, and what they make of the bytes is compared by how usual its characters are (kg.read.likeness). One reading must be plausible, and
a hundred times as likely as the next one. Libraries that detect encodings always name one: on four characters, one in twenty wrongly.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError
from kg.read.likeness import frequent_share, is_plausible, likelihood
from kg.read.mojibake import garbled

# C0 controls but tab, line feed, vertical tab, form feed, carriage return and the end mark (1A) that old editors leave behind.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")

# Known beginnings of files that are often given a wrong name, so that the message can say what they are.
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zipped file (Word, Excel or an archive)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"{\\rtf": "a rich text file",
}
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SPOKEN = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32", "gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_BIG5 = ("big5", "cp950", "big5hkscs")  # the standard, then what Windows and Hong Kong added to it
_THREE_BYTES = re.compile("[\u0800-\U0010ffff]")  # characters that take three bytes or more in UTF-8
_SEVEN_BITS = re.compile(rb"~\{(?:[\x21-\x7d][\x21-\x7e])+~\}")

_DAMAGED_UTF8_RATIO = 10  # good many-byte characters for each bad place, from which on bytes are damaged UTF-8
_ODDS = 4.6  # natural logarithm of a hundred
_USUAL = 0.5  # share of frequent characters in what is Chinese rather than Greek


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the encoding that was used (as Python names it); a byte order mark is not part of the text.

    name: what the file is called in messages. Raises InputError with the file, the place (offset of a byte) and what to do.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x1a\xef\xbb\xbf"):
        raise InputError(f"{name}: the file is empty: remove it, or put the document's text into it")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{name}: {what}, not text: give it the ending that it needs, or save it as a text file in UTF-8")
    text, encoding = _decoded(data, name)
    said = garbled(text)
    if said is not None:
        raise InputError(f"{name}: {said}: take the original file, or let the program that garbled it undo that")
    return text, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _marked(data, encoding, name), encoding
    control = _CONTROL.search(data)
    if control is not None:
        found = [(text, encoding) for text, encoding in _readings(data, ("utf-16-le", "utf-16-be")) if not _CONTROL.search(text.encode())]
        if len(found) == 1:
            return found[0]
        raise InputError(f"{name}: not text: control byte {control[0][0]:#04x} at byte {control.start()}: save it as a text file in UTF-8")
    if data.isascii() and _SEVEN_BITS.search(data) and (found := _readings(data, ("hz",))):
        return found[0]
    try:
        text = data.decode("utf-8")
        return (text, "utf-8") if data.isascii() or _THREE_BYTES.search(text) else _few(data, text)
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise InputError(f"{name}: UTF-8 text with bytes that are not UTF-8, the first at byte {error.start}: save it again") from None
    return _likeliest(data, name)


def _few(data: bytes, text: str) -> tuple[str, str]:
    """A few characters of GB 18030 may be the letters of other scripts in UTF-8, which has no Chinese character of two bytes."""
    found = [reading for reading in _readings(data, ("gb18030",)) if frequent_share(reading[0]) >= _USUAL]
    return found[0] if found else (text, "utf-8")


def _marked(data: bytes, encoding: str, name: str) -> str:
    """The text behind a byte order mark."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            place = error.start if error.object is data else error.start + len(codecs.BOM_UTF8)
            message = f"UTF-8 text with bytes that are not UTF-8, the first at byte {place}: save it again"
        else:
            message = f"not valid {_SPOKEN[encoding]}: cannot be decoded at byte {error.start}: save it as a text file in UTF-8"
        raise InputError(f"{name}: {message}") from None


def _likeliest(data: bytes, name: str) -> tuple[str, str]:
    """The one reading that is plausible and far likelier than the others."""
    readings = _readings(data, ("gb18030", *_BIG5, "utf-16-le", "utf-16-be"))
    if not readings:
        bad = _first_bad(data)
        place = f": cannot be decoded at byte {bad}" if bad is not None else ""
        raise InputError(f"{name}: neither UTF-8 nor GB18030 nor Big5{place}: save it as a text file in UTF-8")
    ranked = sorted(((likelihood(text), encoding, text) for text, encoding in readings), reverse=True)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _ODDS:
        could = " or ".join(sorted({_SPOKEN.get(encoding, "Big5") for chance, encoding, _ in ranked if ranked[0][0] - chance < _ODDS}))
        raise InputError(f"{name}: could be {could}, the bytes do not tell: save it as a text file in UTF-8")
    return ranked[0][2], ranked[0][1]


def _readings(data: bytes, encodings: tuple[str, ...]) -> list[tuple[str, str]]:
    """What these encodings make of the bytes, if it is plausible; of those of one family (Big5) the first that can decode them."""
    out: list[tuple[str, str]] = []
    for encoding in encodings:
        if encoding in _BIG5 and any(used in _BIG5 for _, used in out):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if is_plausible(text):
            out.append((text, encoding))
    return out


def _first_bad(data: bytes) -> int | None:
    """The place of the first byte that is not GB 18030; None in bytes that are."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    bad = text.count("�") - data.count("�".encode())
    good = sum(1 for c in text if c > "\u07ff" and c != "�")
    return good >= _DAMAGED_UTF8_RATIO * bad
