"""The organs of prefectures and leagues, which have no congress and no elected government: 喀什地委, 地区行署, 锡盟行署."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.divisions import divisions
from kg.lexicon.gazetteer import meanings
from kg.lexicon.organs import organs_with
from kg.model import EntityType

_ORGAN = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,6}?)?(?P<own>地委(?!托|派|员)|盟委(?!托|派|员)|(?:地区|盟)?行署|(?:地区|盟)?行政公署)"
    r"(?P<department>组织部|宣传部|统战部|政法委(?!员会委)|办公室)?"
)


def prefectures(text: str, context: Context) -> Iterator[Found]:
    """The party committees (with their departments) and the administrations of prefectures and leagues."""
    for m in _ORGAN.finditer(text) if "地委" in text or "盟委" in text or "行署" in text or "行政公署" in text else ():
        here = _place(text, m.start("own"), context) if m["own"] != "盟委" else None
        if here is None:
            continue
        start, place = here
        own, department = m["own"], m["department"]
        if own.endswith("委"):
            organ = next((o for o in organs_with(department) if o.kind == "party"), None) if department else None
            name = organ.name_at(place) if organ else f"中共{place}委员会"
            end = m.end() if organ else m.end("own")
        else:
            name, end = f"{place}行政公署", m.end("own")
        yield Found(
            start, end, EntityType.ORGANIZATION, name, "organ-of-prefecture", (("kind", "party" if own.endswith("委") else "government"),)
        )


def _place(text: str, end: int, context: Context) -> tuple[int, str] | None:
    """Where the name of the prefecture before text[end] begins, and its full name; the page's own where none stands there."""
    for length in (6, 5, 4, 3, 2):
        form = text[max(0, end - length) : end]
        for name in (form, form + "地区", form + "盟"):
            found = [d for d in meanings(name, context.place) if d.level == 2 and d.name.endswith(("地区", "盟"))]
            if len(form) == length and found:
                return end - length, divisions().full_name(found[0])
    end -= 2 * text.endswith("地区", 0, end) or 1 * text.endswith("盟", 0, end)
    own = next((d for d in context.chain if d.level == 2 and d.name.endswith(("地区", "盟"))), None)
    free = end == 0 or not "\u4e00" <= text[end - 1] <= "\u9fff" or text[end - 1] in "由经向与和及对请的在"
    return (end, divisions().full_name(own)) if own and free else None


__all__ = ["prefectures"]
