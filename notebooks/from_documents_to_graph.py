# ---
# jupyter:
#   jupytext:
#     formats: py:percent,ipynb
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # From documents to a graph in five minutes 五分钟：从文档到图谱
#
# Eight invented documents go in; a graph comes out that says who proposed what, each with its words and their place. Change the folder in
# the next cell but one to read documents of your own.
#
# 八份虚构的文档建成一个图谱，回答“谁提出了什么”，每一条都附原文和出处。把“建图”一格里的文件夹换成您自己的即可。

# %%
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

import pandas as pd

from kg.build import BuildOptions, build
from kg.graph import GraphStore, load_query, rows
from kg.read import read_sources

folder = Path(tempfile.mkdtemp())

# %% [markdown]
# ## Build 建图
#
# The report says, by document, how much was found, and how often the program was unsure.

# %%
with as_file(files("kg") / "examples") as documents:
    report = build(read_sources(sorted(documents.glob("*.txt"))), folder / "graph", BuildOptions())

pd.DataFrame(
    [
        {
            "document": document.name,
            "articles": document.counts["articles"],
            "entities": sum(document.counts["entities"].values()),
            "positions": document.counts["positions"],
            "proposals": sum(document.counts["proposals"].values()),
            "figures": document.counts["observations"],
            "doubts": sum(document.counts["doubts"].values()),
        }
        for document in report.documents
    ]
).set_index("document")

# %% [markdown]
# ## Who proposed what 谁提出了什么
#
# A documented query, with a topic; its rows become a table of pandas. `quote` stands at the characters `start` to `end` of the document.

# %%
graph = GraphStore.open(folder / "graph", read_only=True)
answer = load_query("who-proposed-what").run(graph, {"topic": "电梯"})
pd.set_option("display.max_colwidth", 120)
pd.DataFrame(answer.records())

# %% [markdown]
# The quote can be checked against the text that the graph keeps. What the columns of a page tore apart is quoted in pieces, with … between.

# %%
for row in answer.records():
    words = graph.source_text(row["document"])[row["start"] : row["end"]]
    assert all(piece in words for piece in row["quote"].split(" … "))
f"{len(answer.rows)} quotes stand where the graph says"

# %% [markdown]
# ## Everything as tables 全部数据
#
# The same rows as `kg tables`: who spoke most, and about what.

# %%
proposals = pd.DataFrame(rows(graph, "proposals"))
speakers = proposals[proposals["kind"] == "recommendation"].explode("proposers")["proposers"].value_counts()
speakers.head(10).to_frame("recommendations")

# %%
proposals.explode("topics")["topics"].value_counts().head(10).to_frame("proposals")

# %% [markdown]
# ## The picture 图
#
# One file that opens in any browser, without a network.

# %%
from kg.view import write_view

write_view(graph, folder / "picture.html")
print(f"{(folder / 'picture.html').stat().st_size // 1024} kB: open it in a browser")
graph.close()
