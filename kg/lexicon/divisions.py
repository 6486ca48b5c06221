"""The administrative divisions of China: what a place name can mean, what lies in what, and how names are shortened.

The facts are those of `data/divisions.tsv.gz` (origin and edition in its head; made by `kg.lexicon.make_divisions`).
"""

from __future__ import annotations

import gzip
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.errors import RuleError
from kg.lexicon.load import data_bytes, toml
from kg.lexicon.shortforms import SPECIAL_COUNTIES, short_forms, zone_forms

_FILE = "divisions.tsv.gz"
_LONGEST = 40  # characters of the longest written chain of names that is worth a look
_Row = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Division:
    """One division. code: GB/T 2260 (six digits) or GB/T 10114 (nine, level 4). level: 1 province, 2 prefecture, 3 county, 4 township.
    parent: code of the division above, None for a province. County codes that end in 71-80 are the statistics office's own, for zones."""

    code: str
    name: str
    level: int
    parent: str | None


class Divisions:
    """All divisions, found by name or by code."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        """`rows`: code, name, level, parent code (empty for none)."""
        self._rows: dict[str, _Row] = {}
        self._codes_of: dict[str, list[str]] = {}
        self._below: dict[str, list[str]] = {}
        for row in sorted(rows, key=lambda row: (row[2], row[0])):
            code, name, level, parent = row
            self._rows[code] = row
            for form in (name, *self._forms(row)):
                self._codes_of.setdefault(form, []).append(code)
            if level < 4:
                self._below.setdefault(parent, []).append(code)
        self._townships = [code for code, row in self._rows.items() if row[2] == 4]

    def __iter__(self) -> Iterator[Division]:
        """Every division, provinces first, each level by code."""
        return map(self._division, self._rows.values())

    def __len__(self) -> int:
        """The number of divisions."""
        return len(self._rows)

    def get(self, code: str) -> Division | None:
        """The division with this code."""
        row = self._rows.get(code)
        return self._division(row) if row else None

    def named(self, name: str) -> tuple[Division, ...]:
        """Divisions that `name` can mean, the highest level first, then by code; empty when it means none.

        `name` is a full name, a short form, or either with the divisions above in front (四川省绵阳市涪城区, 绵阳涪城).
        """
        if direct := self._codes_of.get(name):
            return tuple(self._division(self._rows[code]) for code in direct)
        if len(name) > _LONGEST:
            return ()
        for cut in range(2, len(name) - 1):
            above = set(self._codes_of.get(name[:cut], ()))
            below = self.named(name[cut:]) if above else ()
            if found := tuple(d for d in below if any(p.code in above for p in self.parents(d))):
                return found
        return ()

    def parents(self, d: Division) -> list[Division]:
        """The divisions that hold `d`, nearest first, up to the province."""
        out: list[Division] = []
        code = d.parent
        while code:
            above = self._division(self._rows[code])
            out.append(above)
            code = above.parent
        return out

    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions directly below the one with this code, by level and code; empty for a township or an unknown code."""
        start = bisect_left(self._townships, prefix := code[:4] if code.endswith("00") else code)
        townships = []
        for at in range(start, len(self._townships) if len(code) == 6 and not code.endswith("0000") else start):
            row = self._rows[self._townships[at]]
            if not row[0].startswith(prefix):
                break
            if row[3] == code:
                townships.append(row)
        return tuple(map(self._division, [*(self._rows[below] for below in self._below.get(code, ())), *townships]))

    def short_forms(self, d: Division) -> tuple[str, ...]:
        """The short forms of the name of `d`, the shortest first: 绵阳; 长阳, 长阳县; none of one character (赵县 has none)."""
        return self._forms(self._rows[d.code])

    def full_name(self, d: Division) -> str:
        """The name that tells `d` from others: 绵阳市, 盐亭县, 绵阳市涪城区, 天津市宝坻区, 绵阳市涪城区青义镇.

        Provinces, prefectures, counties and county-level cities stand alone; an urban district has its city in front, a township the
        full name of its county.
        """
        above = self.get(d.parent) if d.parent else None
        if above is None or d.level < 3 or (d.level == 3 and not self._is_urban_district(d)):
            return d.name
        return self.full_name(above) + d.name.removeprefix(above.name)

    @staticmethod
    def _is_zone(code: str) -> bool:
        """Whether the code is one of those that the statistics office gives to zones."""
        return len(code) == 6 and 71 <= int(code[4:]) <= 80

    def _is_urban_district(self, d: Division) -> bool:
        return d.name.endswith("区") and d.name not in SPECIAL_COUNTIES and not self._is_zone(d.code)

    @staticmethod
    @lru_cache(maxsize=1 << 16)
    def _division(row: _Row) -> Division:
        return Division(row[0], row[1], row[2], row[3] or None)

    def _forms(self, row: _Row) -> tuple[str, ...]:
        """The short forms, with a short way for the many townships of the plain kinds."""
        code, name, level, parent = row
        if level == 4 and name[-1] in "镇道" and name[-2] != "族":
            stem = name[:-2] if name[-1] == "道" else name[:-1]
            return (stem,) if len(stem) > 1 else ()
        if level == 3 and self._is_zone(code):
            return zone_forms(name, self._rows[parent][1])
        return short_forms(name, level)


@cache
def divisions() -> Divisions:
    """The divisions of the package, read once. Raises RuleError when the list is damaged."""
    try:
        lines = gzip.decompress(data_bytes(_FILE)).decode("utf-8").splitlines()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise RuleError(f"{_FILE}: cannot be unpacked ({error}); install the package again") from error
    rows: list[_Row] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 4 or fields[2] not in "1234":
            raise RuleError(f"{_FILE}, line {number}: needs code, name, level and parent, has {line!r}; make it again")
        rows.append((fields[0], fields[1], int(fields[2]), fields[3]))
    return Divisions(rows)


def renamed(name: str) -> str | None:
    """The full name today of a division that was called `name` before: 双流区 for 双流县, as 成都市双流区. None when it kept its name."""
    return _renamings().get(name)


def province_of(abbreviation: str) -> str | None:
    """The full name of the province that a one-character abbreviation stands for: 湘 → 湖南省. None for any other character."""
    return _abbreviations().get(abbreviation)


def is_ordinary(name: str) -> bool:
    """Whether a short form is an everyday word too (和平, 建设), so that it names a division only where the text says so."""
    return name in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(toml("ordinary_places")["words"].split())


@cache
def _abbreviations() -> dict[str, str]:
    return {short: item["name"] for item in toml("provinces")["province"] for short in item["abbreviations"]}


@cache
def _renamings() -> dict[str, str]:
    return {item["old"]: item["new"] for item in toml("renamed")["renaming"]}


__all__ = ["Division", "Divisions", "divisions", "is_ordinary", "province_of", "renamed"]
