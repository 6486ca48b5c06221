"""Which lines of a web page are its article.

The article is where most of the running text is that is no link: from the body the search goes inward as long as one block has nearly all
of it. What names the article (its headline, where it came from, when) often stands above that block, and who edited it below.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files

from kg.read.flat import Flat, Piece

_NEARLY_ALL = 0.7  # share of the text that a block must have for the search to go into it
_LINKS = 0.5  # share of a line's characters that may be links
_SENTENCE = re.compile(r"[。！？；]")
_CREDIT = re.compile(r"[（(【\[]?(?:责任编辑|责编|编辑|来源|作者|记者|通讯员|校对|审核|初审|复审|终审|二审|三审|一审|监制|编审|文/|图/)")
_SHORT = 60  # characters: longest line that can be a credit or a part of a title
_ABOVE = 3  # lines that may stand above the headline in the same block (the column, a kicker)


def main_part(page: Flat) -> list[Piece]:
    """The lines and tables of the article, in order; all lines of a page of which nothing else can be told."""
    kept = [piece for piece in page.pieces if not is_site_line(piece.text) or piece.rows is not None]
    weights: dict[int, float] = defaultdict(float)
    for piece in kept:
        for block in piece.chain:
            weights[block] += _weight(piece)
    main = _innermost(page, weights)
    inside = [n for n, piece in enumerate(kept) if main in piece.chain]
    if not inside or not weights.get(main):
        return kept
    first, last = inside[0], inside[-1]
    start = _headline(page, kept, first, last)
    out = [kept[n] for n in range(min(start, first), first) if not _is_link(kept[n])]
    out += [kept[n] for n in inside if not _is_link(kept[n]) or _attached(kept[n], page, weights, main)]
    for piece in kept[last + 1 :]:
        if _is_link(piece) or len(piece.text) > _SHORT or not _CREDIT.match(piece.text):
            break
        out.append(piece)
    return out


def is_site_line(text: str) -> bool:
    """Whether a line is what sites put around an article: rights, registrations, tools, trails."""
    bare = re.sub(r"\s", "", text[:200])
    return any(pattern.match(bare) for pattern in _site_lines())


@cache
def _site_lines() -> tuple[re.Pattern[str], ...]:
    data = tomllib.loads((files("kg.read") / "site_lines.toml").read_text(encoding="utf-8"))
    return tuple(re.compile(line["pattern"]) for line in data["line"])


def _weight(piece: Piece) -> float:
    """How much a line says that there is running text here."""
    if piece.rows is not None:
        return float(len(piece.text))
    free = max(0, len(piece.text) - piece.linked)
    return 0.0 if _is_link(piece) else free * (2.0 if _SENTENCE.search(piece.text) else 1.0)


def _is_link(piece: Piece) -> bool:
    return piece.rows is None and piece.linked > _LINKS * len(piece.text)


def _innermost(page: Flat, weights: dict[int, float]) -> int:
    """The innermost block that has nearly all of the text. Blocks are numbered in the order of the page, so inner ones come later."""
    main = 0
    for block in range(1, len(page.parent)):
        if page.parent[block] == main and weights.get(block, 0.0) >= _NEARLY_ALL * weights.get(0, 0.0):
            main = block
    return main


def _headline(page: Flat, pieces: list[Piece], first: int, last: int) -> int:
    """Index of the line with which the article begins: its headline or a line above that; `first` when no line is told to be one."""
    upto = range(last + 1)
    marked = [n for n in upto if pieces[n].tag == "h1"] or [n for n in upto if _is_title(pieces[n].text, page.title)]
    if not marked:
        return first
    at = max([n for n in marked if n <= first], default=marked[0])
    for n in range(at - 1, max(-1, at - 1 - _ABOVE), -1):
        if pieces[n].chain != pieces[at].chain[: len(pieces[n].chain)] and pieces[n].chain[:-1] != pieces[at].chain[:-1]:
            break
        if _is_link(pieces[n]) or len(pieces[n].text) > _SHORT:
            break
        at = n
    return at


def _is_title(line: str, title: str) -> bool:
    """Whether a line is what the page's head calls the page, the site's name left out."""
    bare = re.sub(r"\s", "", line)
    return len(bare) >= 4 and bare in re.sub(r"\s", "", title) and len(bare) >= 0.4 * len(title)


def _attached(piece: Piece, page: Flat, weights: dict[int, float], main: int) -> bool:
    """Whether a line of links stands amid the text (a name that is a link), not in a block of links of its own."""
    around = piece.chain[-1]
    if around == main or piece.tag not in ("li", "div", "td", "dd"):
        return True
    return weights.get(page.parent[around], 0.0) > 0 and page.parent[around] != main
