"""Topics of a proposal: short noun phrases that a reader would look it up by.

They come from the scheme (kg/lexicon/data/topics.toml), in the words of the text where it has its own, and from key phrases of the text; headline and
heading help where the words themselves say little.
"""

from __future__ import annotations

from kg.extract.topics.phrases import phrases
from kg.extract.topics.scheme import Concept, concepts, named_in

MOST = 5  # topics offered for one proposal

_PLAIN = frozenset(
    "经济 改革 创新 科技 文化 健康 教育 农村 农业 工业 交通 发展 创业 大学 医院 市场 投资 消费 标准 检测 材料 财政 金融 项目 人口 司法 社区 开放 法治 宣传 体育 贷款 补贴 补助 基金 保险 采购 大学生 青年 应急 "
    "监测 品牌 数字化 上市 挂牌 培训 统计 通道 人才 能源 规划 建设 项目建设 产业链 园区 企业服务 龙头企业 条例 大学 女性 用水 用地 立法".split()
)


def topics(text: str, *, heading: str | None = None, title: str | None = None, title_of_document: str | None = None) -> tuple[str, ...]:
    """Up to `MOST` topics of a proposal's words, the most telling first; empty if none is found.

    heading: the heading above the words. title: the headline of the article. title_of_document: of a filed document.
    """
    scores: dict[str, float] = {}
    own = named_in(text)
    for n, named in enumerate(own):
        early = 1.0 - 0.5 * n / max(1, len(own))
        _add(scores, named.form, 2.0 + 0.8 * named.depth + 0.25 * len(named.form) + early - (1.5 if named.form in _PLAIN else 0))
        if named.form != named.concept.zh:
            _add(scores, named.concept.zh, 0.8 + 0.4 * named.depth)
    for phrase in phrases(title_of_document or text):
        base = {"object": 2.2, "term": 2.4, "compound": 1.4}[phrase.sort]
        early = 1.0 - phrase.start / max(1, len(text))
        _add(scores, phrase.text, base + 1.2 * early)
    for source, weight in ((heading, 1.6), (title, 1.2), (title_of_document, 3.0)):
        for named in named_in(source or ""):
            _add(scores, named.form, weight + 0.3 * named.depth)
    return _chosen(scores)


def _add(scores: dict[str, float], phrase: str, score: float) -> None:
    """Says once more that a phrase is a topic: the best reason counts, each further one a little."""
    before = scores.get(phrase)
    scores[phrase] = score if before is None else max(before, score) + 0.4


def _chosen(scores: dict[str, float]) -> tuple[str, ...]:
    """The best phrases, none inside another that was chosen."""
    out: list[str] = []
    for phrase, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if any(phrase in p or p in phrase for p in out):
            continue
        out.append(phrase)
        if len(out) == MOST:
            break
    return tuple(out)


__all__ = ["MOST", "Concept", "concepts", "named_in", "topics"]
