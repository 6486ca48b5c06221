"""`kg read` on each format, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.app import run
from tests.read import makers

TEXT = """关于公布重点项目名单的通知

各有关单位：

经2025年1月8日临江市十六届人大四次会议审议通过，现将重点项目名单予以公布，请认真组织实施，确保按期完成。

临江市人民政府办公室
2025年1月9日

附表1 临江市2025年重点项目表

序号\t名称\t责任单位
1\t跨江大桥\t市交通运输局
2\t社区食堂\t市民政局
"""
FILES = {
    "通知.txt": ("text/plain", TEXT.encode("gb18030"), "gb18030"),
    "通知.md": ("text/markdown", TEXT.encode(), "utf-8"),
    "通知.html": ("text/html", makers.as_html(TEXT, "gb2312"), "gb18030"),
    "通知.docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", makers.as_docx(TEXT), "utf-8"),
    "通知.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", makers.as_xlsx(TEXT), "utf-8"),
    "通知.pdf": ("application/pdf", makers.as_pdf(TEXT), "utf-8"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_any_format_is_shown(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    media, data, encoding = FILES[name]
    (tmp_path / name).write_bytes(data)
    assert run(["read", str(tmp_path / name)]) == 0
    shown = capsys.readouterr().out
    assert name in shown and media in shown and encoding in shown and "临江市2025年重点项目表" in shown
    assert "序号 | 名称 | 责任单位" in shown and "2 | 社区食堂 | 市民政局" in shown


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_any_format_as_json(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    media, data, encoding = FILES[name]
    (tmp_path / name).write_bytes(data)
    assert run(["read", str(tmp_path / name), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["media"], values["encoding"], values["unread"]) == (media, encoding, [])
    (table,) = [b for a in values["articles"] for b in a["blocks"] if b["kind"] == "table"]
    assert table["table"]["rows"][1] == ["2", "社区食堂", "市民政局"] and table["table"]["doubts"] == []
    if name.endswith(".pdf"):
        assert all(len(box) == 5 and box[0] == 1 for box in table["places"]) and table["places"]
        assert sum(end - start for start, end, *_ in values["places"]) <= values["characters"]
    else:
        assert values["places"] == [] and "places" not in table
