"""Word documents: paragraphs, headings and tables in their order, with the numbers that Word prints before them.

The XML is read directly (ECMA-376, part 1, 17), because what libraries call a paragraph's text leaves out text boxes, content controls,
tracked insertions, footnotes and automatic numbers. Left out on purpose: what is deleted or hidden, and the running heads and feet of the
pages.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kg.errors import InputError
from kg.read.content import Content, Lines
from kg.read.numbering import Numbering, W
from kg.read.tables import add_table, lays_out
from kg.read.zipped import opened, xml

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}instrText", f"{W}delText", f"{_MC}Fallback", f"{W}sectPr", f"{W}ruby"))
_RUNNING = 40  # characters: a paragraph of at least so many is running text
_CLOSED = re.compile(r"[。！？；]”?$")
_MOST_SPANNED = 200


def read(data: bytes, name: str) -> Content:
    """What the document shows. Raises InputError when it is protected, damaged, a zip bomb or has no text."""
    with opened(data, name, "Word", ".docx") as archive:
        try:
            return Content(_Document(archive, name).text())
        except RecursionError:
            raise InputError(f"{name}: damaged: its parts are nested without end: open it in Word and save it as .docx again") from None


class _Document:
    """One reading of one file."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._lines = Lines(name)
        self._numbering = Numbering.of(xml(archive, "word/numbering.xml", name))
        self._styles = _styles(xml(archive, "word/styles.xml", name))
        self._boxes: list[Element] = []
        self._last = ""

    def text(self) -> str:
        root = xml(self._archive, "word/document.xml", self._name)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise InputError(f"{self._name}: no Word document in it: open it in Word and save it as .docx again")
        self._blocks(body)
        for part, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
            notes = xml(self._archive, part, self._name)
            for note in notes.findall(f"{W}{tag}") if notes is not None else ():
                if note.get(f"{W}type", "normal") == "normal":
                    self._blocks(note)
        return self._lines.text()

    def _blocks(self, parent: Element) -> None:
        for block in _blocks(parent):
            if block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._paragraph(block)
            while self._boxes:
                self._blocks(self._boxes.pop(0))

    def _paragraph(self, paragraph: Element) -> None:
        text = self._number(paragraph) + self._text(paragraph)
        if not text.strip():
            self._lines.skip()
            return
        for line in re.split(r"[\r\n]+", text):
            # Word sets paragraphs apart without empty lines; a text needs them, so that running text is told from the lines of a list.
            if any(len(t) >= _RUNNING or _CLOSED.search(t) for t in (line.strip(), self._last)):
                self._lines.blank()
            self._lines.add(line)
            self._last = line.strip() or self._last

    def _number(self, paragraph: Element) -> str:
        """The number or bullet that Word prints before the paragraph."""
        found: dict[str, str] = {}
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        own = properties.find(f"{W}numPr") if properties is not None else None
        for numbers in (own, self._styles.get(style.get(f"{W}val", "")) if style is not None else None):
            for key in ("numId", "ilvl"):
                value = numbers.find(f"{W}{key}") if numbers is not None else None
                if value is not None:
                    found.setdefault(key, value.get(f"{W}val", ""))
        if found.get("numId", "0") == "0":
            return ""
        level = found.get("ilvl", "0")
        return self._numbering.next(found["numId"], int(level) if level.isdecimal() else 0)

    def _text(self, element: Element) -> str:
        """The visible characters of a paragraph; text boxes in it are put aside."""
        out: list[str] = []
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            match child.tag:
                case tag if tag in _SKIPPED or (tag == f"{W}r" and _is_hidden(child)):
                    if child.tag == f"{W}ruby":
                        stack.append(iter(child.findall(f"{W}rubyBase")))
                case tag if tag == f"{W}t":
                    out.append(child.text or "")
                case tag if tag in (f"{W}tab", f"{W}ptab"):
                    out.append("　")  # in running text a tab is white space; as a tab it would make a table's row of the line
                case tag if tag in (f"{W}br", f"{W}cr"):
                    out.append("\n")
                case tag if tag == f"{W}noBreakHyphen":
                    out.append("-")
                case tag if tag == f"{W}sym":
                    out.append(_symbol(child))
                case tag if tag == f"{W}txbxContent":
                    self._boxes.append(child)
                case _:
                    stack.append(iter(child))
        return "".join(out)

    def _table(self, table: Element) -> None:
        rows = [self._row(row) for row in _children(table, "tr")]
        self._boxes.clear()  # text boxes in cells are part of their cells
        if lays_out(rows):
            for row in _children(table, "tr"):
                for cell in _children(row, "tc"):
                    self._blocks(cell)
                    self._lines.blank()
        else:
            add_table(self._lines, rows)
            self._last = ""

    def _row(self, row: Element) -> list[str]:
        out = [""] * _value(row, "trPr", "gridBefore", 0)
        for cell in _children(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            merged = properties.find(f"{W}vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            out.append("" if goes_on else self._cell(cell))
            out += [""] * (_value(cell, "tcPr", "gridSpan", 1) - 1)
        return out

    def _cell(self, cell: Element) -> str:
        return "\n".join(text for p in cell.iter(f"{W}p") if (text := self._text(p).strip()))


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, those in content controls and tracked insertions included."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, those in content controls included, those of inner tables not."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, tag)


def _styles(root: Element | None) -> dict[str, Element]:
    """The numbering of each style that has one; a style without its own takes that of the style it is based on."""
    if root is None:
        return {}
    styles = {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")}
    out = {}
    for key, style in styles.items():
        seen, at = {key}, style
        while (own := at.find(f"{W}pPr/{W}numPr")) is None and (base := at.find(f"{W}basedOn")) is not None:
            above = base.get(f"{W}val", "")
            if above in seen or above not in styles:
                break
            seen.add(above)
            at = styles[above]
        if own is not None:
            out[key] = own
    return out


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _symbol(element: Element) -> str:
    """A character that is named by its code; those of symbol fonts have no meaning without the font, so they are one sign."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return "●"
    return "●" if code < 0x20 or 0xD800 <= code <= 0xF8FF or code > 0xFFFF else chr(code)


def _value(element: Element, properties: str, key: str, default: int) -> int:
    found = element.find(f"{W}{properties}/{W}{key}")
    value = found.get(f"{W}val", "") if found is not None else ""
    return min(int(value), _MOST_SPANNED) if value.isdecimal() else default
