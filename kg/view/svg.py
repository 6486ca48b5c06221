"""The picture as SVG, for print and for texts: the same places, marks and words as on the page, the quotes as titles."""

from __future__ import annotations

import math
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from kg.view.layout import LINE_HEIGHT, UNIT
from kg.view.look import LANGUAGES, line_styles, styles, words
from kg.view.page import title
from kg.view.scene import Scene
from kg.view.text import plain, units

_DASHES = {(False, False): "", (True, False): "5 4", (True, True): "2 4"}
"""By whether a line is dashed, and only inferred."""
_MARGIN = 28.0
_HEAD = 104.0


def svg(scene: Scene) -> str:
    """The picture as one SVG file that refers to nothing outside it; labels are text, so that they can be searched and copied."""
    template = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(
        (files("kg.view") / "page" / "picture.svg.j2").read_text(encoding="utf-8")
    )
    say, language = words()[LANGUAGES[0]], LANGUAGES[0]
    rest = str(say["joint"]).join(say["count"].format(label=scene.label(kind, language), count=n) for kind, n in scene.left_out.items())
    told = say["drawn_part" if rest else "drawn_all"].format(drawn=scene.drawn, total=scene.total, rest=rest)
    return template.render(
        title=title(scene, language),
        told=told if scene.drawn else say["empty"],
        width=max(scene.layout.right, 640) + 2 * _MARGIN,
        height=scene.layout.bottom + _HEAD + _MARGIN,
        margin=_MARGIN,
        head=_HEAD,
        legend=_legend(scene, language),
        dotted=say["dotted"] if any(line.inferred for line in scene.picture.lines) else "",
        columns=[{"x": x - width / 2, "label": scene.heads[language][number]} for number, x, width in scene.layout.columns],
        lines=_lines(scene),
        nodes=_nodes(scene),
    )


def mark(shape: str, x: float, y: float, r: float) -> str:
    """The path of a mark with its middle at x, y and about the radius r; as the page draws it."""
    match shape:
        case "circle":
            return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0Z"
        case "square":
            return f"M{x - 0.86 * r:.1f} {y - 0.86 * r:.1f}h{1.72 * r:.1f}v{1.72 * r:.1f}h{-1.72 * r:.1f}Z"
        case "bar":
            return f"M{x - 0.95 * r:.1f} {y - 0.8 * r:.1f}h{1.9 * r:.1f}v{1.6 * r:.1f}h{-1.9 * r:.1f}Z"
        case "drop":
            left = f"C{x - 1.5 * r:.1f} {y - 0.3 * r:.1f} {x - 0.8 * r:.1f} {y - 1.15 * r:.1f} {x:.1f} {y - 1.1 * r:.1f}"
            right = f"C{x + 0.8 * r:.1f} {y - 1.15 * r:.1f} {x + 1.5 * r:.1f} {y - 0.3 * r:.1f} {x:.1f} {y + 1.2 * r:.1f}"
            return f"M{x:.1f} {y + 1.2 * r:.1f}{left}{right}Z"
        case "diamond":
            sizes, turn = [1.15] * 4, 0.0
        case "triangle":
            sizes, turn = [1.18] * 3, -math.pi / 2
        case "hexagon":
            sizes, turn = [1.08] * 6, 0.0
        case "star":
            sizes, turn = [1.2, 0.5] * 5, -math.pi / 2
        case _:
            raise ValueError(f"no mark {shape}")
    corners = [(turn + 2 * math.pi * i / len(sizes), size * r) for i, size in enumerate(sizes)]
    return "M" + "L".join(f"{x + size * math.cos(a):.1f} {y + size * math.sin(a):.1f}" for a, size in corners) + "Z"


def _legend(scene: Scene, language: str) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    x = _MARGIN
    for kind, (drawn, total) in scene.counts.items():
        if drawn:
            label = f"{scene.label(kind, language)} {drawn if drawn == total else f'{drawn}/{total}'}"
            out.append({"path": mark(styles()[kind].mark, x + 7, 64.0, 6.0), "colour": styles()[kind].light, "x": x + 20, "label": label})
            x += 20 + units(label) * UNIT + 20
    return out


def _lines(scene: Scene) -> list[dict[str, object]]:
    """Curves from the right edge of one box to the left edge of the other; between boxes of one column, an arc on their right."""
    boxes = scene.layout.boxes
    out: list[dict[str, object]] = []
    for line in scene.picture.lines:
        a, b = sorted((boxes[line.source], boxes[line.target]), key=lambda box: (box.x - box.width / 2, box.y))
        if not scene.layout.columns:  # the boxes are drawn over the ends
            path = f"M{a.x:.1f} {a.y:.1f}L{b.x:.1f} {b.y:.1f}"
        elif a.x - a.width / 2 == b.x - b.width / 2:
            x, y, u, v = a.x + a.width / 2, a.y, b.x + b.width / 2, b.y
            path = f"M{x:.1f} {y:.1f}C{x + 50:.1f} {y:.1f} {u + 50:.1f} {v:.1f} {u:.1f} {v:.1f}"
        else:
            x, y, u, v = a.x + a.width / 2, a.y, b.x - b.width / 2, b.y
            reach = (u - x) * 0.45
            path = f"M{x:.1f} {y:.1f}C{x + reach:.1f} {y:.1f} {u - reach:.1f} {v:.1f} {u:.1f} {v:.1f}"
        style = line_styles()[line.role]
        dashes = _DASHES[style.dashed, style.inferred]
        opacity = ".9" if style.inferred else ""
        out.append({"path": path, "colour": styles()[style.colour].light, "width": style.width, "dashes": dashes, "opacity": opacity})
    return out


def _nodes(scene: Scene) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for node, box in zip(scene.picture.nodes, scene.layout.boxes, strict=True):
        left, card, style = box.x - box.width / 2, node.is_card, styles()[node.kind]
        quote = scene.quotes.get(node.iri)
        place = f"\n{quote.document} {quote.pieces[0].start}–{quote.pieces[-1].end}" if quote else ""
        out.append(
            {
                "left": left,
                "top": box.y - box.height / 2,
                "width": box.width,
                "height": box.height,
                "radius": 5 if card else min(14, box.height / 2),
                "card": card,
                "bold": node.seed,
                "colour": style.light,
                "mark": None if card else mark(style.mark, left + 14, box.y, min(8.0, 4.6 + math.sqrt(node.weight) * 0.6)),
                "x": left + (15 if card else 26),
                "lines": [(box.y + (i - (len(node.lines) - 1) / 2) * LINE_HEIGHT + 4.5, text) for i, text in enumerate(node.lines)],
                "title": plain(" … ".join(p.quote for p in quote.pieces)) + place if quote else " ".join(node.lines),
            }
        )
    return out
