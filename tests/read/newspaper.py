"""A newspaper page as PDF that no text file shows: three columns whose lines do not stand side by side, a second article in two, a list of
names and a table without rules, the foot of the page. All of it is invented."""

from __future__ import annotations

import io
from collections.abc import Sequence

from tests.read.makers import FONT

WIDTH, HEIGHT = 900, 1200
HEADLINES = ("把食堂建到老人家门口", "老旧小区改造要听居民的")
TABLE = (
    ("序号", "项目名称", "责任单位", "完成时限"),
    ("1", "新建社区食堂", "市民政局", "6月底"),
    ("2", "改造老旧小区30个", "市住房城乡建设局", "12月底"),
    ("3", "新增停车泊位2000个", "市公安局", "10月底"),
)
FOOT = "责编：吴小满　版式：赵一曼"


def paragraphs(article: int, count: int) -> list[str]:
    """Paragraphs of different lengths that say which they are."""
    sentence = "市人大代表提出，应当在每个社区建设一座食堂，让老人走十分钟就能吃上热饭；"
    return [f"第{article}篇第{n}段开头，{sentence * (2 + n % 3)}这是第{article}篇第{n}段结尾。" for n in range(count)]


def page() -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Frame, Paragraph

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    style = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=15, wordWrap="CJK", firstLineIndent=20, alignment=4)

    def put(x: float, down: float, size: float, text: str, *, middle: bool = False) -> None:
        canvas.setFont(FONT, size)
        (canvas.drawCentredString if middle else canvas.drawString)(x, HEIGHT - down, text)

    def pour(texts: Sequence[str], frames: Sequence[tuple[float, float, float, float]]) -> None:
        flow = [Paragraph(text, style) for text in texts]
        for x, bottom, width, height in frames:
            Frame(x, HEIGHT - bottom, width, height, 0, 0, 0, 0).addFromList(flow, canvas)
        assert not flow

    put(40, 40, 12, "临江日报")
    put(400, 40, 12, "2025年1月8日 星期三")
    put(820, 40, 12, "03 要闻")
    put(WIDTH / 2, 100, 34, HEADLINES[0], middle=True)
    put(WIDTH / 2, 130, 16, "——市两会代表委员热议养老服务", middle=True)
    put(WIDTH / 2, 160, 10, "本报记者 陈一鸣 通讯员 林小溪", middle=True)
    pour(paragraphs(1, 9), [(40, 560, 262, 385), (319, 560, 262, 378), (598, 560, 262, 385)])
    put(40, 600, 24, HEADLINES[1])
    put(40, 625, 10, "□ 临江日报记者 周海棠")
    pour(paragraphs(2, 5), [(40, 900, 400, 262), (460, 900, 400, 262)])
    put(40, 940, 14, "临江市2025年民生实事项目表")
    for number, row in enumerate(TABLE):
        for x, cell in zip((60, 160, 420, 680), row, strict=True):
            put(x, 960 + 20 * number, 10, cell)
    put(40, 1170, 9, FOOT)
    canvas.save()
    return out.getvalue()
