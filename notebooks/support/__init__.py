"""What the notebooks have in common: the bundled documents, and Chinese in plots on any computer."""

from __future__ import annotations

from pathlib import Path

import kg

HERE = Path(__file__).parent.parent
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",  # the name under which matplotlib sees the file that holds all of Noto Sans CJK
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
    "SimSun",
)
"""Families with Chinese characters that systems bring or offer, the better for plots first."""
HINT = (
    "没有找到中文字体，图中的汉字会显示为方框。 No Chinese font was found: characters in plots will be boxes.\n"
    "Install one and restart the kernel: Debian, Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts;\n"
    "macOS and Windows bring one (PingFang, Microsoft YaHei); on a server, put a .ttf or .otf into ~/.fonts."
)


def example_documents(*names: str) -> list[Path]:
    """The invented documents of the package and of the notebooks; with names, those whose file name begins with one of them."""
    folders = (Path(kg.__file__).parent / "examples", HERE / "documents")
    found = sorted((path for folder in folders for path in folder.glob("*.txt")), key=lambda path: path.name)
    return [path for path in found if not names or path.name.startswith(names)]


def use_chinese_font() -> str | None:
    """Lets matplotlib draw Chinese with the first font of FONTS that there is; its name. Prints what to do where there is none."""
    import logging

    from matplotlib import font_manager, rcParams

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it would tell of each missing character
    rcParams["axes.unicode_minus"] = False  # a minus that every font has
    rcParams["figure.dpi"] = 72  # small pictures in a notebook
    known = {font.name for font in font_manager.fontManager.ttflist}
    for name in FONTS:
        if name in known:
            rcParams["font.family"] = [name, "sans-serif"]
            return name
    print(HINT)
    return None
