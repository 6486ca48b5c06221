"""Makes `data/traditional.tsv` and `data/frequent.txt`: traditional characters in simplified writing, and which characters are usual.

Kept so that the lists can be brought up to date and anyone can see how they were made. `pip install opencc==1.4.2`, unpack the source of
jieba 0.42.1, then `python -m kg.lexicon.make_characters jieba-0.42.1/jieba/dict.txt`. The same releases give the same bytes.

Of OpenCC only what is one to one is taken: a character's own counterpart, and what it is in certain company of two (乾 is 干, but stays 乾
in 乾隆), found by asking for every pair of it and a frequent character of Big5. Where regions differ, it stands as Taiwan has it (著 is 着,
but not in 著名).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TRADITIONAL_HEAD = (
    "# Traditional characters, what each is in simplified writing, and in which company of two it is another one (乾 stays in 乾隆).\n"
    "# From OpenCC 1.4.2 (BYVoid and others), Apache License 2.0, of which opencc-license.txt is a copy; changed: single characters only,\n"
    "# with the pairs in which its phrases decide otherwise. Made by kg.lexicon.make_characters. Why it holds everywhere: it follows the\n"
    "# Table of General Standard Chinese Characters (2013), the state's own.\n"
)
FREQUENT_HEAD = (
    "# The most frequent Chinese characters in simplified writing, the most frequent first, counted in the words of jieba 0.42.1 (MIT,\n"
    "# Sun Junyi) with their frequencies. Made by kg.lexicon.make_characters. Why it holds everywhere: a thousand characters make up nine\n"
    "# tenths of any Chinese text.\n"
)
FREQUENT = 1000
_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
_LEFT_ALONE = "么"  # what Taiwan means by it is not what is meant by it where 什么 is typed
_ALWAYS = "於沈"  # the pairs that OpenCC has of them are as often parts of other words (位於單位) and names of people (沈靜)


def pairs(convert: Any, others: Any) -> list[tuple[str, str, dict[str, list[str]]]]:
    """Each character, what it is, and the pairs in which it is something else, by what it is there. convert: a string to the simplified
    one; others: likewise, for characters that `convert` leaves as they are."""
    every = [chr(code) for first, last in _BLOCKS for code in range(first, last + 1) if chr(code) not in _LEFT_ALONE]
    first = dict(zip(every, _lines(convert, every), strict=True))
    alone = {char: said if first[char] == char else first[char] for char, said in zip(every, _lines(others, every), strict=True)}
    alone = {char: said for char, said in alone.items() if len(said) == 1}
    usual = [char for char in every if (code := char.encode("big5", "ignore")) and 0xA4 <= code[0] <= 0xC6]
    company: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for char in sorted({*usual, *(char for char, said in alone.items() if char != said and char.encode("big5", "ignore"))}):
        words = [word for other in usual for word in (char + other, other + char)]
        for word, said in zip(words, _lines(convert, words), strict=True):
            for place, each in enumerate(word) if len(said) == 2 else ():
                if each not in _ALWAYS and said[place] != first.get(each, each) and word not in company[each][said[place]]:
                    company[each][said[place]].append(word)
    kept = sorted({char for char, said in alone.items() if char != said} | company.keys())
    return [(char, alone.get(char, char), {said: sorted(words) for said, words in sorted(company[char].items())}) for char in kept]


def frequent(dictionary: Sequence[str]) -> list[str]:
    """The most frequent characters of a word list with a frequency behind each word."""
    count: Counter[str] = Counter()
    for line in dictionary:
        word, times, *_ = line.split(" ")
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                count[char] += int(times)
    return [char for char, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:FREQUENT]]


def _lines(convert: Any, items: Sequence[str]) -> list[str]:
    found: list[str] = convert("\n".join(items)).split("\n")
    return found


def _table(rows: Sequence[tuple[str, str, dict[str, list[str]]]]) -> Iterator[str]:
    for char, said, company in rows:
        yield "\t".join([char, said, *(f"{other}:{' '.join(words)}" for other, words in company.items() if words)]) + "\n"


def main() -> None:
    """Writes both lists and says how long they are."""
    import opencc

    parser = argparse.ArgumentParser(description="Make kg/lexicon/data/traditional.tsv and frequent.txt.")
    parser.add_argument("dictionary", type=Path, help="jieba/dict.txt in the source of jieba")
    options = parser.parse_args()
    taiwan, hongkong = opencc.OpenCC("tw2s").convert, opencc.OpenCC("hk2s").convert
    rows = pairs(taiwan, hongkong)
    (DATA / "traditional.tsv").write_text(TRADITIONAL_HEAD + "".join(_table(rows)), encoding="utf-8")
    usual = frequent(options.dictionary.read_text(encoding="utf-8").splitlines())
    lines = ("".join(usual[at : at + 50]) + "\n" for at in range(0, len(usual), 50))
    (DATA / "frequent.txt").write_text(FREQUENT_HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(rows)} traditional characters, {len(usual)} frequent ones")


if __name__ == "__main__":
    main()
