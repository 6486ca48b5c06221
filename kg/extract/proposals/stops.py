"""Full stops of half width in Chinese text (…增长5%.新建冷库6座.), read as full stops of full width.

Some typists and some readers of scanned pages write them. A point inside a number, a Latin name or
behind the number of an item (1.总体要求) is none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.work import ArticleView, View

_STOP = re.compile(r"(?<=[\u4e00-\u9fff”’)%》])\.(?=[^A-Za-z.]|$)|(?<=[\u4e00-\u9fff]\d)\.$")


def with_stops(article: ArticleView) -> ArticleView:
    """The article with such points as full stops; every character stays where it is, so that all offsets hold."""
    return replace(article, views=[_view(v) for v in article.views])


def _view(view: View) -> View:
    if "." not in view.text or (text := _STOP.sub("。", view.text)) == view.text:
        return view
    return View(replace(view.block, text=text), view.found)
