"""Bodies of villages, communities, townships and streets, written out: 甲镇乙社区党委 is 中共乙社区委员会, its 居委会 乙社区居民委员会.

Origin of the forms: the Constitution of the Party and the Organic Laws of such committees. Branches (党支部, 党总支) are
given as written, as they are everywhere.
"""

from __future__ import annotations

import re

from kg.lexicon.gazetteer import places_in

_BODY = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,24}?(?:村|社区|嘎查|苏木|镇|乡|街道))(?P<body>党总支|党支部|党委|党工委|村委会|居委会|社区居委会)$"
)
_VILLAGE = re.compile(r"(?P<head>[\u4e00-\u9fff]{2,24}?(?<!村))(?P<body>村委会|村民委员会)$")  # 港北村委会
_UPPER = re.compile(r"(?:镇|乡|街道|苏木)(?=[\u4e00-\u9fff]{2,}(?:村|社区|嘎查)$)")
_FORMS = {
    "党委": "中共{place}委员会",
    "党工委": "中共{place}工作委员会",
    "村委会": "{place}村民委员会",
    "居委会": "{place}居民委员会",
    "社区居委会": "{place}社区居民委员会",
}


def parted(name: str) -> tuple[str, str] | None:
    """The place that such a body serves, without those above it, and the body's short form; None for any other body."""
    m = _BODY.fullmatch(name) or _VILLAGE.fullmatch(name)
    if m is None:
        return None
    head, body = m["head"], m["body"]
    if body.startswith("村") and not head.endswith(("村", "社区", "嘎查", "苏木", "镇", "乡", "街道")):
        head, body = head + "村", "村委会"
    cut = max((u.end() for u in _UPPER.finditer(head)), default=0)
    for p in places_in(head):
        if p.level <= 3 and p.full and p.start <= cut <= p.end and len(head) - p.end >= 3:
            cut = p.end
    return head[cut:], body


def in_full(name: str) -> str:
    """The name written out; any other name as it is."""
    found = parted(name)
    return _FORMS[found[1]].replace("{place}", found[0]) if found and found[1] in _FORMS else name


__all__ = ["in_full", "parted"]
