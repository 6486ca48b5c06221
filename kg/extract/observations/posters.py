"""Lines that show the figure before its name (6.7% 地区生产总值增速), as posters and infographics do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.observations.figures import Figure, figures_in
from kg.extract.observations.items import Item
from kg.extract.observations.lists import names_in
from kg.extract.observations.naming import name_of
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import trimmed
from kg.extract.work import View
from kg.model import BlockKind


def is_poster(text: str, parts: Sequence[Item]) -> bool:
    """Whether a line shows its figures before their names (6.7% 地区生产总值增速), as posters do."""
    figures = [f for p in parts for f in p.figures]
    first = next(iter(figures), None)
    return (
        first is not None
        and first.start == 0
        and first.kind in ("money", "share", "measure", "people", "count", "time")
        and not first.spelled
        and len(text) <= _LINE
        and bool(re.match(r"/|[一-鿿“]", text[first.end :]))
        and not re.search(r"[。!?;]", text[:-1])
        and not _VERBAL.match(text, first.end)
    )


def poster_statements(text: str, parts: Sequence[Item]) -> Iterator[Statement]:
    """The statements of such a line; several figures before one stroke share the names of a list (63150元/29840元 城镇、农村居民收入)."""
    figures = [f for p in parts for f in p.figures]
    pending: list[Figure] = []
    name = ""
    for k, f in enumerate(figures):
        after = text[f.end : figures[k + 1].start if k + 1 < len(figures) else len(text)]
        item = next(p for p in parts if p.start <= f.start < p.end)
        if (pending and after.strip("/、") == "") or after.startswith("/"):
            pending.append(f)
            continue
        if f.start > item.start and not pending and text[item.start - 1 : item.start] in (",", ";", "、"):
            naming = name_of(text[item.start : f.start], f, text[f.end : item.end])
            yield Statement(
                (name if naming.leans else "") + naming.name, f, item.start, item.end, item.start, naming.form, leans=naming.leans
            )
            continue
        name = trimmed(re.sub(r"\([^()]*\)", "", re.split(r"[,。;]", after)[0]))
        names = names_in(name, len(pending) + 1) if pending else []
        for own, g in zip(names or [name] * (len(pending) + 1), [*pending, f], strict=True):
            yield Statement(own, g, g.start, min(f.end + len(after), len(text)), item.start, "level")
        pending = []


_LINE = 60
_VERBAL = re.compile(
    r"[一-鿿]{0,8}(?:反映|认为|表示|来自|属于|附议|走|是(?=.)"
    r"|(?:集中|开工|完成|投产)(?![一-鿿]*(?:投资|产值|面积|收入|总?额|总?量|率)(?:$|[,(])))"
)


_LINES = (BlockKind.SUBTITLE, BlockKind.HEADING, BlockKind.BULLET)
_BARE = 3  # the level of a heading without any mark
_SHORT = 40  # characters of a line of a poster
_MANY = 8  # lines of a poster, more than subtitles of an article


def is_page_of_lines(views: Sequence[View]) -> bool:
    """Whether a page is one of short lines, each by itself: a picture in words."""
    lines = [v for v in views if v.block.kind not in (BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.CAPTION)]
    short = sum(v.block.kind in _LINES and v.block.level in (0, _BARE) and len(v.text) <= _SHORT for v in lines)
    return short > _MANY and short >= 0.9 * len(lines)


_ALONE = re.compile(r"(?:约|近|超|逾|突破|达)*$")
_AFTER_ALONE = re.compile(r"(?:左右|以上|以内)?$")
_NAMES = re.compile(r"[^,;:。(]*?[一-鿿]{3}[^,;:。(]*")
_NO_NAME_BELOW = re.compile(  # a line that goes on with the name above: 同比增长5.3%, 居全省第二
    r"(?!1(?:2345|2333|10|19|20)(?:热线|政务|平台|接警|报警|急救|指挥))[↑↓+\-\d]|(?:同比|比上?年|较|增长|下降|增幅|增速|增加|减少|提高|占比|居|位居|排名|排|其中|完成(?:年度)?(?:目标|预算)|为年?初?预算|首次|连续)"
)
_SHOWN_IN = (*_LINES, BlockKind.PARAGRAPH)
_FEW = 2  # figures over their names in an article, one may be a chance


def names_below(views: Sequence[View]) -> dict[int, View]:
    """Of each line that is nothing but a figure the line below it that names it (3350亿元 / 2021年全市地区生产总值), by the place of the
    line among the views. A figure below a name that waits for one is that name's, and so are those of a part that ends with a figure."""
    out: dict[int, View] = {}
    waiting = False
    for i, view in enumerate(views):
        alone = _is_alone(view)
        if view.block.kind is BlockKind.HEADING and not alone:
            waiting = _ends_with_figure(views, i)
        elif alone:
            below = views[i + 1] if i + 1 < len(views) and not waiting else None
            if below is not None and _names(below):
                out[i] = below
            waiting = False
        elif i - 1 not in out:
            waiting = view.block.kind in _SHOWN_IN and len(view.text) <= _SHORT and not figures_in(view.text)
        else:
            waiting = False
    return out if len(out) >= _FEW else {}


def name_below(view: View) -> str:
    """The words of a line that name the figure above it: up to the first mark."""
    m = _NAMES.match(view.text)
    return m.group() if m else ""


def _is_alone(view: View) -> bool:
    if view.block.kind not in _SHOWN_IN or len(view.text) > _FIGURE_LINE:
        return False
    figures = figures_in(view.text)
    return len(figures) == 1 and bool(_ALONE.match(view.text[: figures[0].start])) and bool(_AFTER_ALONE.match(view.text, figures[0].end))


def _names(below: View) -> bool:
    if below.block.kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH) or len(below.text) > _LINE or _NO_NAME_BELOW.match(below.text):
        return _names_year(below)
    return bool(name_below(below)) and not _states(name_below(below))


def _names_year(below: View) -> bool:
    """Whether a line begins with a year and goes on with a name (2021年一般公共预算收入)."""
    m = re.match(r"(?:19|20)\d\d年", below.text)
    rest = below.text[m.end() :] if m and len(below.text) <= _LINE else ""
    return len(rest) > 3 and not _NO_NAME_BELOW.match(rest) and not _states(name_below(below))


def _states(name: str) -> bool:
    return any(not f.qualifier for f in figures_in(name))  # 亿元以上工业项目 only says of which


def _ends_with_figure(views: Sequence[View], heading: int) -> bool:
    last = None
    for view in views[heading + 1 :]:
        if view.block.kind is BlockKind.HEADING and not _is_alone(view):
            break
        last = view
    return last is not None and _is_alone(last)


_FIGURE_LINE = 14  # characters of a line that shows a figure and nothing else


__all__ = ["is_page_of_lines", "is_poster", "name_below", "names_below", "poster_statements"]
