"""Sentences and quotations of a block, so that attribution knows who may be speaking where.

A paragraph is cut into pieces at sentence ends and at the edges of quoted speech. Quotation marks around a mere term (“双师型”) cut
nothing.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

_END = re.compile(r"[。!?…]+[”’)》]*[。,;!?]*")  # of a sentence
_SENTENCE_IN_QUOTE = re.compile(r"[。!?…,;:][”’]*$")
_INNER_STOP = re.compile(r"[,。!?;:]")
_BEFORE_SPEECH = frozenset(":,。!?;”)—…")


class Piece(NamedTuple):
    """A stretch of a block's text inside one sentence, either all in quoted speech or all outside it.

    start, end: characters of the text. quote: number of the speech quotation it stands in, -1 outside. sentence: number of its sentence.
    """

    start: int
    end: int
    quote: int
    sentence: int

    @property
    def spoken(self) -> bool:
        """Whether it stands in quoted speech."""
        return self.quote >= 0


class Quote(NamedTuple):
    """Quoted speech: text[start:end] with its marks. opened: whether the opening mark stands in this block. closed: likewise."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True


def pieces(text: str, inside: bool = False) -> tuple[list[Piece], list[Quote]]:
    """The pieces of a block's text, in order, without gaps, and its quotations of speech.

    inside: a quotation of the block before was not closed, so that this block begins in quoted speech.
    """
    spans, quotes = _quotations(text, inside)
    cuts = {0, len(text)}
    masked = bytearray(len(text))  # characters at which no sentence ends: in mere terms, titles, brackets
    for a, b in spans:
        masked[a:b] = b"\x01" * (b - a)
    for quote in quotes:
        cuts |= {quote.start, quote.end}
    ends: set[int] = set()
    stop = _END.search(text)
    while stop is not None:
        at = stop.start() + 1
        if not masked[stop.start()]:
            at = stop.end()
            ends.add(at)
        stop = _END.search(text, at)
    cuts |= ends
    out: list[Piece] = []
    sentence = 0
    ordered = sorted(cuts)
    for a, b in itertools.pairwise(ordered):
        number = next((n for n, q in enumerate(quotes) if q.start <= a < q.end), -1)
        out.append(Piece(a, b, number, sentence))
        if b in ends:
            sentence += 1
    return out, quotes


def sentences(text: str) -> list[tuple[int, int]]:
    """The stretches of a block's sentences, quoted speech included."""
    ends: dict[int, tuple[int, int]] = {}
    for p in pieces(text)[0]:
        ends[p.sentence] = (ends[p.sentence][0] if p.sentence in ends else p.start, p.end)
    return list(ends.values())


def is_question(text: str, end: int) -> bool:
    """Whether a sentence that ends at text[end] asks; a question does not end the words of a speaker."""
    return text.endswith(("?", "？"), 0, end)


def open_at_end(text: str, inside: bool = False) -> bool:
    """Whether quoted speech is still open where the block ends."""
    return bool((found := _quotations(text, inside)[1]) and not found[-1].closed)


def _quotations(text: str, inside: bool) -> tuple[list[tuple[int, int]], list[Quote]]:
    """Spans of mere terms and titles, and the quotations of speech."""
    masked: list[tuple[int, int]] = []
    quotes: list[Quote] = []
    at = 0
    if inside:
        opening = text.startswith("“")
        end = _closing(text, 1 if opening else 0)
        quotes.append(Quote(0, *_trim(text, end)))
        at = quotes[-1].end
    while (start := _next(text, at)) >= 0:
        if text[start] in "《(":
            end = _matching(text, start)
            masked.append((start, end))
            at = end
            continue
        end = _closing(text, start + 1)
        if _is_speech(text, start, end):
            quotes.append(Quote(start, *_trim(text, end)))
            at = quotes[-1].end
        else:
            at = end + 1 if end < len(text) else len(text)
            masked.append((start, at))
    return masked, quotes


def _next(text: str, at: int) -> int:
    found = [i for i in (text.find(c, at) for c in "“《(") if i >= 0]
    return min(found, default=-1)


def _matching(text: str, start: int) -> int:
    """The end of the bracket that opens at start, or just behind its opening if it never closes near."""
    opening = text[start]
    closing = "》" if opening == "《" else ")"
    depth = 0
    for at in range(start, min(len(text), start + 120)):
        if text[at] == opening:
            depth += 1
        elif text[at] == closing:
            depth -= 1
            if depth == 0:
                return at + 1
    return start + 1


def _closing(text: str, at: int) -> int:
    """The place of the mark that closes a quotation whose content begins at `at`; the text's length when none does."""
    depth = 1
    while at < len(text):
        if text[at] == "“":
            depth += 1
        elif text[at] == "”":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return len(text)


def _trim(text: str, closing: int) -> tuple[int, bool, bool]:
    """End of the quotation with its mark and the stop behind it; opened; closed."""
    if closing >= len(text):
        return len(text), True, False
    end = closing + 1
    while end < len(text) and text[end] in "。;,!?":
        end += 1
    return end, True, True


def _is_speech(text: str, start: int, end: int) -> bool:
    """Whether the quotation text[start:end + 1] is somebody's words and not a term: it is unclosed, ends like a sentence or a clause, or
    stands alone where speech stands (after a colon, a comma or a full stop) and has the length of a clause."""
    content = text[start + 1 : end]
    if end >= len(text):
        return len(content) > 20 or bool(_INNER_STOP.search(content))
    if _SENTENCE_IN_QUOTE.search(content):
        return True
    before = text[start - 1] if start else "。"
    after = text[end + 1] if end + 1 < len(text) else "。"
    stands_alone = before in _BEFORE_SPEECH and after in "。,;!?"
    return stands_alone and (len(content) >= 12 or (len(content) >= 8 and bool(_INNER_STOP.search(content))))
