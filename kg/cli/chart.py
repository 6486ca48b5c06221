"""Series of figures as a picture file, drawn by matplotlib, which comes with the extra `notebooks`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.cli.series import Series

FORMATS = (".png", ".svg")
MOST = 10  # series in one picture; more cannot be told apart
_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Serif CJK SC", "Noto Sans CJK JP", "Arial Unicode MS",
)  # fmt: skip
_WIDTH, _HEIGHT, _DOTS = 8.0, 4.5, 150  # inches, inches, dots an inch


def draw(series: Sequence[Series], path: Path) -> str | None:
    """Writes a picture of the series and gives a hint for the user, or None. The same series make the same SVG, byte for byte.

    Raises InputError when matplotlib is missing, the ending is unknown, or there is nothing to draw.
    """
    if path.suffix.lower() not in FORMATS:
        raise InputError(f"--plot {path}: the name must end in {' or '.join(FORMATS)}")
    if not series:
        raise InputError(f"--plot {path}: no indicator has figures of two periods; try a wider --area or --indicator")
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import fontManager
    except ImportError as error:
        raise InputError('--plot needs matplotlib: pip install "lianghui-kg[notebooks]"') from error
    installed = {entry.name for entry in fontManager.ttflist}
    font = next((name for name in _FONTS if name in installed), None)
    settings: dict[str, Any] = {"svg.hashsalt": "kg", "axes.unicode_minus": False}
    if font is not None:
        settings["font.family"] = [font, "DejaVu Sans"]
    with matplotlib.rc_context(cast(Any, settings)):
        figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        ticks: dict[float, str] = {}
        areas = {s.area for s in series}
        for one in series[:MOST]:
            label = f"{one.indicator} {one.unit}" if len(areas) == 1 else f"{one.area} {one.indicator} {one.unit}"
            (line,) = axes.plot([t for t, _, _, _ in one.shown], [float(v) for _, _, v, _ in one.shown], marker="o", label=label)
            aims = [(t, float(v)) for t, _, v, status in one.shown if status in ("target", "proposed")]
            axes.plot([t for t, _ in aims], [v for _, v in aims], "o", mfc="white", color=line.get_color(), zorder=3)
            ticks |= {t: period.rpartition("/")[2] for t, period, _, _ in one.shown}
        axes.set_xticks(sorted(ticks), [ticks[t] for t in sorted(ticks)])
        figure.legend(fontsize="small", loc="outside right upper")
        axes.grid(alpha=0.3)
        if len(areas) == 1:
            axes.set_title(next(iter(areas)))
        dated = {"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}
        figure.savefig(path, dpi=_DOTS, metadata=dated)
    if font is None:
        return "no Chinese font is installed, its characters are drawn as boxes: install one, such as Noto Sans CJK (fonts-noto-cjk)"
    return f"{len(series) - MOST} more series are not drawn; narrow it with --area and --indicator" if len(series) > MOST else None


__all__ = ["FORMATS", "MOST", "draw"]
