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
# **Question: what do these documents say, and where do they say it?** Nine invented documents go in; a graph comes out that says who
# proposed what, each with its words and their place. To read documents of your own, change the one line that begins with `DOCUMENTS`: a
# folder, or a list of files.
#
# 九份虚构的文档建成一个图谱，回答“谁提出了什么”，每一条都附原文和出处。读自己的文档，只改 `DOCUMENTS` 一行。

# %%
import tempfile
from importlib.resources import files
from pathlib import Path

import pandas as pd
from IPython.display import SVG

from kg import build

pd.set_option("display.max_colwidth", 80)
folder = Path(tempfile.mkdtemp())

DOCUMENTS = sorted(Path(str(files("kg") / "examples")).glob("*.txt"))  # your own: DOCUMENTS = "两会文档/"

# %% [markdown]
# ## Build 建图
#
# Where a document does not say where and when it was issued, say it: `build(…, place="宜昌市", date="2025-01-08")`. A folder with the
# graph of before is brought up to date: only what changed is read again.

# %%
graph = build(DOCUMENTS, folder / "graph")
print(f"{len(graph.sources)} documents are in the graph")

# %% [markdown]
# ## What was found 找到了什么
#
# The same rows as the command `kg tables`, counted by document. `doubtful` are the statements of which the program says itself that it is
# unsure.

# %%
from kg.graph import TABLES, rows

tables = {name: pd.DataFrame(rows(graph.store, name)) for name in TABLES}
counts = pd.DataFrame({name: table.groupby("source").size() for name, table in tables.items()})
counts["doubtful"] = sum(
    table[table["doubts"].str.len() > 0].groupby("source").size().reindex(counts.index).fillna(0) for table in tables.values()
)
counts.fillna(0).astype(int)

# %% [markdown]
# ## Ask 提问
#
# In Chinese or English. `quote` stands at the characters `start` to `end` of the document.

# %%
answer = graph.ask("谁建议加装电梯?")
print(answer.sentence)
answer.df[["proposer", "capacity", "quote", "document", "start", "end"]] if len(answer) else answer.suggestions

# %%
answer = graph.ask("what did 皮宗旺 propose?")
print(answer.sentence)
answer.df.drop_duplicates("iri")[["what", "topic", "document", "start", "end"]] if len(answer) else answer.suggestions

# %% [markdown]
# Each quote can be checked against the text that the graph keeps. What the columns of a page tore apart is quoted in pieces, with …
# between.

# %%
found = graph.query("who-proposed-what").records
for row in found:
    words = graph.text(row["document"])[row["start"] : row["end"]]
    assert all(piece in words for piece in row["quote"].split(" … "))
f"{len(found)} quotes stand where the graph says"

# %% [markdown]
# ## Everything as tables 全部数据
#
# Who spoke most, and about what. From here on it is pandas; `kg tables 图谱 --format csv -o 表格/` writes the same for a spreadsheet.

# %%
proposals = tables["proposals"]
speakers = proposals[proposals["kind"] == "recommendation"].explode("proposers")["proposers"].value_counts()
speakers.head(10).to_frame("recommendations")

# %% [markdown]
# ## The picture 图
#
# One file, for print (`.svg`) or to click through in any browser without a network (`.html`, drawn with pyvis). What is not drawn is said
# at its foot. `about` draws what has to do with one person, body, topic or place.

# %%
from kg.view import write_view

write_view(graph.store, folder / "picture.html")
write_view(graph.store, folder / "picture.svg", about="冉启明" if "冉启明" in set(speakers.index) else None, limit=30)
SVG(filename=str(folder / "picture.svg"))

# %%
graph.close()
