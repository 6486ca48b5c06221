"""A page cut into bands, wherever nothing stands across it, and which neighbouring bands share the white strip between two columns."""

from __future__ import annotations

from collections.abc import Sequence

from kg.read.glyphs import Run, Thing

Band = list[Thing]
"""What stands between two cuts."""

_STRIP = 0.8  # sizes: narrowest white strip between columns
_APART = 1.3  # sizes: white space above or below that sets a band apart
_FAR = 4  # sizes: white space above that sets the foot of a page apart from all that it could belong to
_LARGE = 1.25  # times the usual size: a headline
_FEW = 2  # bands: so few, set apart, are the head of the page and no columns
_AHEAD = 8  # bands: how far to look for the beginning of a second column


def bands_of(things: Sequence[Thing]) -> list[Band]:
    """Cut wherever nothing stands across; boxes of neighbouring lines may overlap a little."""
    bands: list[Band] = []
    bottom = float("-inf")
    for thing in sorted(things, key=lambda t: (t.y0, t.x0)):
        slack = 0.2 * thing.size if isinstance(thing, Run) else 0.0
        if not bands or thing.y0 + slack >= bottom:
            bands.append([])
        bands[-1].append(thing)
        bottom = max(bottom, thing.y1 - slack)
    return bands


def strips_of(things: Sequence[Thing], size: float) -> list[tuple[float, float]]:
    """White strips between things, from left to right."""
    out: list[tuple[float, float]] = []
    end = float("inf")
    for thing in sorted(things, key=lambda t: t.x0):
        if thing.x0 - end >= _STRIP * size:
            out.append((end, thing.x0))
        end = thing.x1 if end == float("inf") else max(end, thing.x1)
    return out


def group_of(bands: list[Band], own: list[bool], start: int, size: float) -> tuple[int, list[tuple[float, float]]]:
    """The end of the bands from `start` on that share a white strip, and the strips; no strips when the band at `start` is read by itself.

    own: which bands have strips of their own. Text that stands in one column only, above or below the place where another column begins or
    ends, belongs to the columns; but not when it is little and white space sets it apart: then it is the head or the foot of the page.
    """
    inside: list[Thing] = []
    end, strips = start + 1, list[tuple[float, float]]()
    for at in range(start, len(bands)):
        if at > start and (space := _space(bands, at)) > _APART * size:
            head = start == 0 and at <= _FEW
            foot = len(bands) - at <= _FEW and space > _FAR * size
            if not strips or head or foot:
                break
        inside += bands[at]
        shared = strips_of(inside, size) if strips or any(own[start : at + 1]) or at - start < _AHEAD else []
        if shared:
            end, strips = at + 1, shared
        elif strips or at - start >= _AHEAD:
            break
    last = next((at for at in range(end - 1, start, -1) if own[at]), start)
    apart = next((at for at in range(last + 1, end) if _space(bands, at) > _APART * size), end)
    rest = [thing for band in bands[apart:end] for thing in band]
    little = end - apart <= _FEW and not any(_fills(thing, bands[start:apart], strips) for thing in rest)
    if rest and (little or _is_headline(bands[apart], size)):
        end = apart
    return end, strips


def _is_headline(band: Band, size: float) -> bool:
    return all(isinstance(thing, Run) and thing.size > _LARGE * size for thing in band)


def _fills(thing: Thing, bands: Sequence[Band], strips: Sequence[tuple[float, float]]) -> bool:
    """Whether a line is as wide as the column that it stands in: then it is text, and no foot of a page."""
    left = max([b for _, b in strips if b <= thing.x0 + 1], default=min(t.x0 for band in bands for t in band))
    right = min([a for a, _ in strips if a >= thing.x1 - 1], default=max(t.x1 for band in bands for t in band))
    return thing.x1 - thing.x0 >= 0.85 * (right - left)


def _space(bands: list[Band], at: int) -> float:
    """The white space above a band."""
    return min(t.y0 for t in bands[at]) - max(t.y1 for t in bands[at - 1])
