"""A file of decisions: read line by line, refused with file and line, the same whatever the order of its lines."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.lexicon.decisions import Change, Decisions, Verdict, beside, key_of_iri, read_decisions

FILE = """\
# by the editors of the yearbook
same	person/云溪市/祝青禾	person/云溪市河西区/祝青禾	both chair the textile company

same	person/云溪市河西区/祝青禾	https://w3id.org/lianghui-kg/id/person/山前县/祝青禾
different	organization/云溪一中	organization/云溪市第一中学
split	person/云溪市/秦川	person/云溪市/秦川（教育局）	第 3 版.txt	the head of the bureau
same	person/云溪市/容墨	person/云溪市/容墨
"""


def read(folder: Path, text: str) -> Decisions:
    path = folder / "图谱.decisions.tsv"
    path.write_text(text, encoding="utf-8")
    return read_decisions(path)


def test_a_file_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    assert [(d.verdict, d.line) for d in found.all] == [
        (Verdict.SAME, 2), (Verdict.SAME, 4), (Verdict.DIFFERENT, 5), (Verdict.SPLIT, 6), (Verdict.SAME, 7)
    ]  # fmt: skip
    assert found.all[0].why == "both chair the textile company" and found.all[3].document == "第 3 版.txt"
    assert found.same == dict.fromkeys(("person/云溪市河西区/祝青禾", "person/山前县/祝青禾"), "person/云溪市/祝青禾")
    assert ("organization/云溪一中", "organization/云溪市第一中学") in found.settled
    assert ("person/云溪市/容墨", "person/云溪市/容墨") in found.settled
    assert [d.line for d in found.applied_to("person/山前县/祝青禾")] == [2, 4]


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    again = read(tmp_path, "".join(f"{d.written}\n" for d in found.all))
    assert [(d.verdict, d.left, d.right, d.document, d.why) for d in again.all] == [
        (d.verdict, d.left, d.right, d.document, d.why) for d in found.all
    ]


def test_changes_of_a_document(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    keys = ("person/云溪市/秦川", "person/山前县/祝青禾", "person/云溪市/祝青禾")
    merged = Change("person/山前县/祝青禾", "person/云溪市/祝青禾")
    assert found.changes("别的.txt", keys) == (merged,)
    apart = "person/云溪市/秦川（教育局）"
    assert found.changes("第 3 版.txt", keys) == (Change("person/云溪市/秦川", apart, apart), merged)


def test_a_document_that_nothing_bears_on_stays_as_it_is(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    assert found.bearing("别的.txt", ["person/云溪市/祝青禾", "organization/云溪一中"]) == ()
    assert found.bearing("别的.txt", ["person/山前县/祝青禾"]) == (("same", "person/山前县/祝青禾", "person/云溪市/祝青禾"),)


def test_the_order_of_the_lines_makes_no_difference(tmp_path: Path) -> None:
    lines = ["same\tperson/乙/王山\tperson/甲/王山\n", "same\tperson/丙/王山\tperson/乙/王山\n", "same\tperson/丙/王山\tperson/丁/王山\n"]
    found = [read(tmp_path, "".join(some)).same for some in itertools.permutations(lines)]
    assert all(same == found[0] for same in found)
    assert set(found[0].values()) == {"person/丙/王山"}  # the only one that is never on the right


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("maybe\tperson/a/b\tperson/a/c\n", "line 1: 'maybe' is none of same, different, split"),
        ("# head\nsame person/a/b person/a/c\n", "line 2: .*separated by tabs"),
        ("same\tperson/a/b\n", "line 1: same needs two nodes"),
        ("split\tperson/a/b\tperson/a/c\n", "line 1: split needs two nodes and a document"),
        ("same\tperson/a/b\tperson/a/c\twhy\tand more\n", "line 1: same needs two nodes.*5 parts"),
        ("same\t祝青禾\tperson/a/c\n", "line 1: '祝青禾' is no node"),
        ("same\thttp://a.org/x\tperson/a/c\n", "line 1: 'http://a.org/x' is no node"),
        ("same\tperson/a/b\torganization/b\n", "line 1: person/a/b is a person, organization/b is not"),
        ("different\tperson/a/b\tperson/a/b\n", "line 1: different needs two nodes, this is one twice"),
        ("same\tperson/a/b\tperson/a/c\n\ndifferent\tperson/a/c\tperson/a/b\n", "line 3: .*kept apart, but line 1 says"),
        (
            "same\tperson/a/b\tperson/a/c\nsame\tperson/a/c\tperson/a/d\ndifferent\tperson/a/b\tperson/a/d\n",
            "line 3: .* lines 1, 2 say that they are the same",
        ),
        ("split\tperson/a/b\tperson/a/c\tx.txt\nsplit\tperson/a/b\tperson/a/d\tx.txt\n", "line 2: .* is person/a/c by line 1 already"),
    ],
)
def test_a_damaged_file_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=rf"^图谱\.decisions\.tsv, {message}"):
        read(tmp_path, text)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_bytes("same\tperson/a/田玉蓉\tperson/b/田玉蓉\n".encode("gb18030"))
    with pytest.raises(InputError, match=r"d\.tsv, line 1: not UTF-8"):
        read_decisions(path)
    with pytest.raises(InputError, match=r"none\.tsv: cannot be read"):
        read_decisions(tmp_path / "none.tsv")


def test_a_file_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_bytes("\ufeffsame\tperson/a/祝\tperson/b/祝\r\n".encode())
    assert read_decisions(path).same == {"person/b/祝": "person/a/祝"}


def test_keys_and_iris() -> None:
    assert key_of_iri("https://w3id.org/lianghui-kg/id/person/%3Fa/祝") == "person/?a/祝"
    assert key_of_iri("http://example.org/graph/project/桥") == "project/桥"
    assert key_of_iri("http://example.org/桥") is None
    assert beside(Path("/data/图谱/")) == Path("/data/图谱.decisions.tsv")
