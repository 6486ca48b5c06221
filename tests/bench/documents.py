"""Any number of invented documents: the example documents with other names of people and other figures, the same each time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

EXAMPLES = sorted((Path(__file__).parents[2] / "kg" / "examples").glob("*.txt"))
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张曹魏陶姜谢邹苏潘葛范彭鲁马方任袁柳史唐薛雷贺罗郝安常傅"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红玲建国文志云飞龙凤春梅雪松柏青山河海江川石林森田禾苗新星宇"
_NAME = re.compile(f"(?<=[员长任人师记、，：\\n（])([{_SURNAMES}冉][一-龥]{{1,2}})(?=[：（、，建说提代表认])")
_FIGURE = re.compile(r"(?<![\d年月])\d+(?:\.\d+)?(?=%|亿元|万元|万吨|公里|个|户|名|人|件)")


def documents(number: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Names and texts of `number` documents."""
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES]
    for index in range(number):
        yield f"{index:07}-{EXAMPLES[index % len(texts)].name}", changed(texts[index % len(texts)], f"{seed}/{index}")


def articles(number: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Names and texts of `number` short documents, each a piece of an example of a few hundred characters."""
    pieces: list[str] = []
    for path in EXAMPLES:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        head, piece = "".join(lines[:2]), ""
        for line in lines[2:]:
            piece += line
            if len(piece) > 300:
                pieces.append(head + piece)
                piece = ""
    for index in range(number):
        yield f"{index:07}.txt", changed(pieces[index % len(pieces)], f"{seed}/{index}")


def changed(text: str, seed: str) -> str:
    """The text with other names and figures; the same name is changed the same way throughout."""
    choose = random.Random(seed)
    new: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return new.setdefault(found[1], choose.choice(_SURNAMES) + "".join(choose.choices(_GIVEN, k=choose.choice((1, 2, 2)))))

    return _FIGURE.sub(lambda _: str(choose.randint(1, 9999)), _NAME.sub(name, text)) + f"\n第{seed}号\n"


def written(folder: Path, made: Iterator[tuple[str, str]]) -> int:
    """Writes documents into a folder and gives the number of their characters."""
    folder.mkdir(parents=True, exist_ok=True)
    characters = 0
    for name, text in made:
        (folder / name).write_text(text, encoding="utf-8")
        characters += len(text)
    return characters
