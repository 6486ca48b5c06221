"""What cannot be read gets one clear line with the file's name and what to do; the other files of the folder are read."""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.read.pdf
import kg.read.picture
from kg.errors import InputError
from kg.model import Source
from kg.read import Unreadable, read_source, read_sources
from kg.read.content import MOST_BYTES
from tests.read import makers

GOOD = "市政协委员柳青禾建议，把老旧小区的充电桩装到楼下。\n"


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(50, 700, "hidden")
    canvas.save()
    return out.getvalue()


def scanned_pdf(*, words: str = "") -> bytes:
    """A page that is a picture; and another with text, if any is given."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400))
    canvas.drawImage(ImageReader(Image.new("RGB", (30, 40), "gray")), 0, 0, 300, 400)
    if words:
        canvas.showPage()
        canvas.drawString(50, 300, words)
    canvas.save()
    return out.getvalue()


def empty_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def entities() -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
    return zipfile_of_word(bomb)


def zipfile_of_word(document: bytes) -> bytes:
    return zipped(word__document_xml=document)


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def huge_picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted pdf": (".pdf", encrypted_pdf, "encrypted: open it with its password and save it without one"),
    "damaged pdf": (".pdf", lambda: b"%PDF-1.7\n" + b"\x00garbage" * 50, "damaged, or no PDF file"),
    "text as pdf": (".pdf", lambda: GOOD.encode(), "damaged, or no PDF file"),
    "scanned pdf": (".pdf", scanned_pdf, "its pages are pictures without text: pip install 'lianghui-kg[ocr]'"),
    "empty pdf": (".pdf", empty_pdf, "no text in it"),
    "zip bomb": (".docx", lambda: zipfile_of_word(b"<w>" + b" " * 50_000_000 + b"</w>"), "not opened (a zip bomb?)"),
    "zip bomb as workbook": (".xlsx", lambda: zipped(xl__workbook_xml=b" " * 50_000_000), "not opened (a zip bomb?)"),
    "entities": (".docx", entities, "declares entities"),
    "old word": (".docx", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "protected by a password, or an old Word file"),
    "old excel": (".xlsx", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "protected by a password, or an old Excel file"),
    "truncated word": (".docx", lambda: truncated(makers.as_docx(GOOD)), "damaged, or no Word file"),
    "damaged word": (".docx", lambda: zipfile_of_word(b"<w:document"), "damaged: word/document.xml"),
    "other zip": (".docx", lambda: zipped(readme_xml=b"<a/>"), "no Word document in it"),
    "other zip as workbook": (".xlsx", lambda: zipped(readme_xml=b"<a/>"), "damaged, or no Excel file"),
    "word without text": (".docx", lambda: makers.as_docx(""), "no text in it"),
    "page without text": (".html", lambda: b"<html><script>document.write('x')</script></html>", "no text in it"),
    "binary page": (".html", lambda: b"\x7fELF\x02\x00" * 20, "not text: control byte"),
    "binary text": (".txt", lambda: b"\x7fELF\x02\x00" * 20, "not text: control byte"),
    "pdf as text": (".txt", lambda: b"%PDF-1.7\n", "a PDF file, not text: give it the ending that it needs"),
    "undecidable text": (".txt", lambda: "佘晓冰磊".encode("gb18030"), "could be Big5 or GB18030"),
    "garbled text": (".txt", lambda: GOOD.encode().decode("gb18030", "ignore").encode(), "garbled: UTF-8 that was read as GBK"),
    "rich text as text": (".txt", lambda: rb"{\rtf1\ansi}", "a rich text file, not text"),
    "picture without the extra": (".png", lambda: b"\x89PNG\r\n\x1a\n", "a picture: pip install 'lianghui-kg[ocr]' reads pictures"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_gets_one_clear_line_and_the_rest_goes_on(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.read.pdf, "can_recognize", lambda: False)
    monkeypatch.setattr(kg.read.picture, "can_recognize", lambda: False)
    suffix, make, says = BAD[kind]
    (tmp_path / f"甲{suffix}").write_bytes(make())
    (tmp_path / "乙.txt").write_text(GOOD, encoding="utf-8")
    good, bad = read_sources([tmp_path])
    assert isinstance(good, Source) and good.text == GOOD
    assert isinstance(bad, Unreadable) and bad.name == f"甲{suffix}"
    assert says in bad.reason and "\n" not in bad.reason and len(bad.reason) < 250
    with pytest.raises(InputError) as caught:
        read_source(tmp_path / f"甲{suffix}")
    assert str(caught.value) == f"甲{suffix}: {bad.reason}"


def test_a_page_that_is_a_picture_among_others_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.read.pdf, "can_recognize", lambda: False)
    path = tmp_path / "甲.pdf"
    path.write_bytes(scanned_pdf(words="printed words"))
    source = read_source(path)
    assert source.text == "printed words\n" and {p.page for p in source.places} == {2}
    assert source.unread == ("page 1 is a picture without text: pip install 'lianghui-kg[ocr]' reads pictures",)


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match=r"^甲\.txt: 200 MB, more than the 100 MB that are read: split it$"):
        read_source(path)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * (1 if sys.platform == "darwin" else 1024) < MOST_BYTES


@pytest.mark.skipif(not makers.can_read_pictures(), reason="the ocr extra or a Chinese font is missing")
@pytest.mark.parametrize(
    ("make", "says"),
    [(lambda: b"\x89PNG\r\n\x1a\nxx", "damaged, or no picture"), (huge_picture, "pixels")],
    ids=["damaged", "huge"],
)
def test_a_bad_picture_with_the_extra(make: Callable[[], bytes], says: str, tmp_path: Path) -> None:
    (tmp_path / "甲.png").write_bytes(make())
    with pytest.raises(InputError, match=says):
        read_source(tmp_path / "甲.png")


@pytest.mark.parametrize("make", [makers.as_html, makers.as_docx, makers.as_pdf, makers.as_xlsx], ids=["html", "docx", "pdf", "xlsx"])
def test_a_file_that_is_damaged_anywhere_never_crashes(make: Callable[[str], bytes], tmp_path: Path) -> None:
    """Bytes are overwritten at many places; each file is read, or refused with its name."""
    suffix = {"as_html": ".html", "as_docx": ".docx", "as_pdf": ".pdf", "as_xlsx": ".xlsx"}[make.__name__]
    whole = make("市重点项目表\n\n名称\t投资\n跨江大桥\t12.5\n社区食堂\t3\n")
    path = tmp_path / f"甲{suffix}"
    for k in range(60):
        at = len(whole) * k // 60
        path.write_bytes(whole[:at] + b"\xff<\x00" + whole[at + 3 :])
        (got,) = read_sources([path])
        assert isinstance(got, Source) or (got.name == path.name and "\n" not in got.reason)
