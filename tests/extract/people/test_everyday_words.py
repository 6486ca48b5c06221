"""A name of two characters ends before the words of everyday language, whatever its second character and theirs look like together."""

from __future__ import annotations

import itertools
import re

import pytest

from kg.extract.people.find import find

NAMES = re.findall("..", "王芳陈静吴迪徐丽罗敏韩雪曾毅蒋雯魏晨沈浩崔健谭晶贾玲邹静熊健薛飞覃勇樊登庞龙聂耳")
ONWARD = [
    "进一步提出", "继而提出", "随后补充", "首先说", "最后建议", "再次呼吁", "书面建议", "同样认为", "深有感触地说", "大声疾呼",
    "一语道破", "开门见山", "期盼着", "抛出建议", "走进村里", "翻开笔记本", "连续三年关注", "对此深有体会", "针对老旧小区", "打了个比方",
]


@pytest.mark.parametrize("name, words", itertools.product(NAMES, ONWARD))
def test_a_short_name_ends_before_everyday_words(name: str, words: str) -> None:
    assert name in {f.name for f in find(f"市政协委员、荆州白云学校校长{name}{words}，应当增设社区食堂。")}
