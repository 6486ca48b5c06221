"""What files become: every encoding, every kind of bad file, every order of paths."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Source
from kg.read import Unreadable, decode, read_source, read_sources

TEXT = "市政协委员柳青禾建议，把老旧小区的充电桩装到楼下。\r\n市人大代表杭远舟说：“好。”\n"


def names(*paths: Path) -> list[str]:
    return [s.name for s in read_sources(paths)]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode("utf-8"), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        ("㑇矢縣的𠮷先生建议修桥，方便两岸村民。".encode("gb18030"), "gb18030"),
        ("市政協委員建議，把老舊小區的充電樁裝到樓下，方便居民使用。".encode("big5"), "big5"),
        ("市政協委員建議，把老舊小區的充電樁裝到樓下，方便居民使用。".encode("gb18030"), "gb18030"),
        ("市政協委員建議，把老舊小區的充電樁裝到樓下，啲街坊話好。".encode("big5hkscs"), "big5hkscs"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("hz"), "hz"),
        (b"a ~{ in a listing", "utf-8"),
        (b"plain words", "utf-8"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    text, used = decode(data, "a.txt")
    assert used == encoding
    assert text == data.decode(encoding)
    assert not text.startswith("\ufeff")


# Short lines as they begin documents; what encodes them alone must tell.
SHORT = ("市人大代表", "关于修桥的建议", "农业", "取暖费", "政府工作报告", "时2分", "43.45预算", "委员:柳青禾", "2025年目标", "今年的实事")


@pytest.mark.parametrize("text", SHORT)
def test_a_few_characters_tell_the_encoding_or_are_refused(text: str) -> None:
    for encoding in ("gb18030", "utf-16-le", "utf-16-be", "hz", "utf-8"):
        try:
            assert decode(text.encode(encoding), "a.txt") == (text, encoding)
        except InputError as error:
            assert len(text) < 4 and "the bytes do not tell" in str(error)


@pytest.mark.parametrize("text", ["市人大代表", "關於修橋的建議", "政府工作報告", "委員:柳青禾", "2025年目標任務"])
@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le", "utf-8"])
def test_a_few_traditional_characters_tell_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, encoding)


@pytest.mark.parametrize(
    ("was", "read_as", "says"),
    [
        ("utf-8", "gb18030", "garbled: UTF-8 that was read as GBK"),
        ("utf-8", "cp1252", "garbled: UTF-8 that was read as Latin-1"),
        ("gb18030", "latin-1", "garbled: GBK that was read as Latin-1"),
    ],
)
@pytest.mark.parametrize("times", [1, 40])
def test_text_that_was_read_wrongly_before_is_refused(was: str, read_as: str, says: str, times: int) -> None:
    spoilt = (TEXT * times).encode(was).decode(read_as, "ignore").encode("utf-8")
    with pytest.raises(InputError) as caught:
        decode(spoilt, "甲.txt")
    line = str(caught.value)
    assert line.startswith(f"甲.txt: {says} (“") and "市" in line and "take the original file" in line and len(line) < 200


def test_text_of_one_chinese_encoding_read_as_the_other_is_refused() -> None:
    text = "代表们建议修路架桥，发展农业生产，提高农民收入。"
    with pytest.raises(InputError, match=r"^甲\.txt: garbled: GBK that was read as Big5 \(“測桶蠅膘祜党…” was “代表们建议修…”\): take"):
        decode(text.encode("gb18030").decode("big5hkscs").encode(), "甲.txt")
    text = "代表們建議修路架橋，發展農業生產，提高農民收入。"
    with pytest.raises(InputError, match=r"^甲\.txt: garbled: Big5 that was read as GBK"):
        decode(text.encode("big5hkscs").decode("gb18030").encode(), "甲.txt")


def test_names_of_rare_characters_are_not_called_garbled() -> None:
    roster = "\n".join(["谌　骞　昝　翀　亓鋆淼　禤羿琨　逄　喆　佘翯霏　粟　赟", "爨　鑫　郗彧晟　鄢　懿　仝　垚　蒯奕劼　阚　韪"])
    assert decode(roster.encode(), "a.txt") == (roster, "utf-8")
    assert decode(roster.encode("gb18030"), "a.txt") == (roster, "gb18030")


def test_characters_that_were_lost_before_are_told(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(TEXT.replace("充电桩", "充�桩"), encoding="utf-8")
    assert read_source(path).unread == ("1 characters were lost when the file was saved (�), the first at character 18",)


@given(st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), min_size=8))
def test_gb18030_text_is_read_exactly(text: str) -> None:
    chinese = "建议市政府修一座桥，方便两岸村民出行。" + text
    assert decode(chinese.encode("gb18030"), "a.txt") == (chinese, "gb18030")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"\xef\xbb\xbf\n", "the file is empty"),
        (b"%PDF-1.7\n", "a PDF file, not text"),
        (b"PK\x03\x04xx", "zipped"),
        (b"abc\x00def", "control byte 0x00 at byte 3"),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le")[:-1], "not valid UTF-32: cannot be decoded at byte"),
        (TEXT.encode("utf-8")[:-10] + b"\xff\xff", "bytes that are not UTF-8, the first at byte"),
        (TEXT.encode("utf-8") + "建议".encode()[:-1], f"bytes that are not UTF-8, the first at byte {len(TEXT.encode()) + 3}"),
        (b"\xef\xbb\xbf" + TEXT.encode("gb18030"), "bytes that are not UTF-8, the first at byte 3"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "not valid UTF-16: cannot be decoded at byte"),
        (TEXT.encode("gb18030")[:-3] + b"\xff\xff\n", "neither UTF-8 nor GB18030 nor Big5: cannot be decoded at byte"),
        ("会議で提案された内容を確認する。".encode("shift_jis"), "neither UTF-8 nor GB18030 nor Big5"),
        ("佘晓冰磊".encode("gb18030"), "could be Big5 or GB18030, the bytes do not tell: save it as a text file in UTF-8"),
    ],
)
def test_what_cannot_be_decoded_is_refused_with_name_and_place(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "甲.txt")
    line = str(caught.value)
    assert line.startswith("甲.txt: ") and says in line and "\n" not in line


def test_a_source_is_the_file_exactly(tmp_path: Path) -> None:
    path = tmp_path / "页面.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert read_source(path) == Source("页面.txt", hashlib.sha256(TEXT.encode("gb18030")).hexdigest(), TEXT, "gb18030")


def test_folders_are_read_in_one_order(tmp_path: Path) -> None:
    for name in (
        "乙.txt",
        "a/丙.MD",
        "a/b/甲.markdown",
        "a/表.csv",
        ".hidden.txt",
        "~$丁.docx",
        "页.html",
        "页_files/广告.html",
        ".git/丁.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert names(tmp_path) == ["丙.MD", "乙.txt", "甲.markdown", "页.html"]
    assert names(tmp_path / "a", tmp_path / "乙.txt", tmp_path) == names(tmp_path, tmp_path / "a")


def test_files_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("x/2024/报告.txt", "x/2025/报告.txt", "y/2025/报告.txt", "别的.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert names(tmp_path) == ["2024/报告.txt", "x/2025/报告.txt", "y/2025/报告.txt", "别的.txt"]
    assert names(tmp_path / "x" / "2024") == ["报告.txt"]


def test_links_that_lead_back_or_nowhere_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "back").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "same.txt").symlink_to(tmp_path / "甲.txt")
    assert names(tmp_path) == ["甲.txt"]


def test_one_bad_file_is_reported_among_the_good(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "乙.txt").write_bytes(b"\x00\x01")
    (tmp_path / "empty").mkdir()
    (tmp_path / "账.ofd").write_bytes(b"x")
    (tmp_path / "账.csv").write_bytes(b"x")
    got = {s.name: s for s in read_sources([tmp_path, tmp_path / "无.txt", tmp_path / "empty", tmp_path / "账.csv"])}
    assert isinstance(got["甲.txt"], Source)
    reasons = {name: s.reason for name, s in got.items() if isinstance(s, Unreadable)}
    assert reasons.keys() == {
        "乙.txt",
        str(tmp_path / "无.txt"),
        str(tmp_path / "empty"),
        str(tmp_path / "账.csv"),
        str(tmp_path / "账.ofd"),
    }
    assert "no such file" in reasons[str(tmp_path / "无.txt")]
    assert "holds no document" in reasons[str(tmp_path / "empty")]
    assert ".csv are not read" in reasons[str(tmp_path / "账.csv")]
    assert "an OFD file: save it as .pdf" in reasons[str(tmp_path / "账.ofd")]


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"^甲\.txt: cannot be opened \(Permission denied\)"):
        read_source(path)
    assert list(read_sources([path])) == [Unreadable("甲.txt", "cannot be opened (Permission denied): check its permissions")]
