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
# # Checking the graph 检验图谱
#
# **Question: how far can I trust this graph, and what can I do where it is wrong?** Three ways to find faults: measure it against
# annotations made by hand, read what it doubts itself, and let it be checked for contradictions. Then: how to correct, and rebuild.
#
# 这个图谱有多可靠？错了怎么改？三条路：与人工标注对照，看它自己的疑点，查它的矛盾；然后更正、重建。

# %%
import itertools
import json
import tempfile
from importlib.resources import files
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from support import example_documents, use_chinese_font

from kg import build
from kg.evaluate import evaluate_graph

DOCUMENTS = example_documents()  # your own: DOCUMENTS = "两会文档/"
GOLD = Path(str(files("kg") / "examples" / "gold"))  # your own annotations: GOLD = Path("标注/")

font = use_chinese_font()
pd.set_option("display.max_colwidth", 90)
folder = Path(tempfile.mkdtemp())
graph = build(DOCUMENTS, folder / "graph")

# %% [markdown]
# ## Accuracy against hand annotation 与人工标注对照
#
# Three of the bundled documents come with an annotation: what a careful reader takes from them. `kg evaluate 图谱 标注/` does the same.
# Precision: of what the graph says, how much is right. Recall: of what is right, how much the graph says. F1: their harmonic mean.

# %%
done = evaluate_graph(graph.store, GOLD)
figures = pd.DataFrame(done.figures).T.astype({"tp": int, "fp": int, "fn": int})
figures.head(40)

# %% [markdown]
# **These figures are not the accuracy on your documents.** The program was made with these examples in sight. To state an accuracy in a
# paper, annotate documents of your own that nobody looked at while building, at least a handful, drawn at random, and give the numbers of
# rows along with the figures.

# %%
SHOWN = [
    "entities strict",
    "positions",
    "proposals recommendation (characters)",
    "proposals commitment (characters)",
    "relations",
    "indicators full",
]
shown = figures.reindex([name for name in SHOWN if name in figures.index])[["precision", "recall"]][::-1]
axes = shown.plot.barh(figsize=(7.5, 3.4), xlim=(0, 1), color=["#2f6f8f", "#d08c3f"])
axes.set(title="与人工标注对照 (against hand annotation)")
axes.legend(loc="upper center", bbox_to_anchor=(0.3, -0.1), ncols=2, frameon=False)
plt.tight_layout()

# %% [markdown]
# What went wrong, in so many words:

# %%
wrong = [(m.name, "missed", told) for m in done.measures for told in m.misses] + [
    (m.name, "wrong", told) for m in done.measures for told in m.wrongs
]
errors = pd.DataFrame(wrong, columns=["measure", "error", "what"])
errors[errors["measure"].isin(["entities strict", "positions", "relations"])].groupby(["measure", "error"]).head(3).reset_index(drop=True)

# %% [markdown]
# ### How sure is the figure itself? 数字本身有多稳
#
# Three documents are few. The F1 of each by itself shows how much the figure hangs on which documents were annotated.

# %%
parts = {gold.stem: evaluate_graph(graph.store, gold).figures for gold in sorted(GOLD.glob("*.json"))}
spread = pd.DataFrame({name: {measure: row["f1"] for measure, row in rows.items() if measure in SHOWN} for name, rows in parts.items()})
spread.reindex([name for name in SHOWN if name in spread.index])

# %% [markdown]
# ### An annotation of your own 自己标注
#
# One JSON file for each document. Quotes are exact pieces of the text; offsets are found, never written. The first rows of a bundled one:

# %%
example = json.loads(sorted(GOLD.glob("*.json"))[-1].read_text(encoding="utf-8"))
for table in ("entities", "positions", "proposals", "indicators"):
    print(f"{table}: {json.dumps(example[table][0], ensure_ascii=False)}")

# %% [markdown]
# ## Doubts 疑点
#
# Where the program was unsure, it says so on the statement. Doubts are a reading list: begin with the kind that matters to your question.

# %%
doubts = graph.query("doubts").df
doubts.groupby(["code", "meaning", "what"]).size().to_frame("statements")

# %%
doubts[["code", "document", "quote", "start"]].head(5)

# %% [markdown]
# Are doubtful proposals wrong more often? On the annotated documents, the share of their characters that an annotated proposal covers. A
# doubt is a reason to read the quote, not a verdict.

# %%
from kg.evaluate import read_gold
from kg.graph import rows

golds = {gold.source: gold for gold in read_gold(GOLD, graph.text)}
annotated = {name: {at for p in gold.proposals for start, end in p.spans for at in range(start, end)} for name, gold in golds.items()}
judged = [
    {
        "doubtful": bool(row["doubts"]),
        "inside": sum(at in annotated[row["source"]] for start, end in row["spans"] for at in range(start, end)),
        "characters": sum(end - start for start, end in row["spans"]),
    }
    for row in rows(graph.store, "proposals")
    if row["source"] in annotated
]
sums = (
    pd.DataFrame(judged).groupby("doubtful").agg(proposals=("inside", "size"), inside=("inside", "sum"), characters=("characters", "sum"))
)
sums.assign(share=(sums["inside"] / sums["characters"]).round(3))

# %% [markdown]
# ## Contradictions 矛盾
#
# `kg check 图谱` holds the graph to its shapes (violations are defects) and looks across statements (warnings are for reading: two values
# of one figure, a target in the past). It also compares every quote with the text.

# %%
from kg.check import check

report = check(graph.store)
print(f"{report.triples:,} triples, {report.quotes:,} quotes compared with the texts; findings: {report.as_json()['totals']}")
findings = pd.DataFrame(
    [{"severity": f.severity.value, "check": f.check, "document": f.document, "found": f.found} for f in report.findings]
)
findings.groupby(["severity", "check"]).head(3) if len(findings) else findings

# %% [markdown]
# ## Who is who 谁是谁
#
# Two forms of one name, or two people of one name, are the costliest errors. People found in more than one document, with all their forms:

# %%
entities = pd.DataFrame(rows(graph.store, "entities"))
people = (
    entities[entities["type"] == "Person"]
    .groupby(["iri", "name"])
    .agg(documents=("source", "nunique"), forms=("aliases", lambda a: "、".join(sorted(set(itertools.chain.from_iterable(a))))))
)
people[people["documents"] > 1].sort_values("documents", ascending=False, kind="stable").reset_index("name").reset_index(drop=True).head(8)

# %% [markdown]
# What is not certain is not merged, but kept for you to judge: two nodes that may be one, one node that may be two people. `kg review 图谱`
# shows both sides with their words and takes your answers. The score is how likely the two are one.

# %%
from kg.graph import inferred

pd.DataFrame(
    [
        {
            "one": c.left,
            "other": c.right if c.right != c.left else "(the same node)",
            "reason": c.reason.value,
            "score": c.score / 100,
            "documents": "、".join(c.documents),
        }
        for c in inferred.recorded(graph.store)
    ]
)

# %% [markdown]
# ## Correct and rebuild 更正、重建
#
# - A document says wrongly when or where it was issued, or does not say it: `build(…, place=…, date=…)`.
# - A slip of the pen or of the scanner in a document: correct the file, build again; only that file is read again.
# - Names: a file with what you know of them, here an identifier elsewhere (the number is made up). The graph keeps it apart, with the
# file's digest.
# - Two nodes that are one, or one that is two: answer `kg review`, or write the line yourself, as here, into the file beside the
# graph. A line that is taken out has no effect any more on the next build.
# - A document that should not be there: `kg forget 图谱 文件名`.

# %%
graph.close()
(folder / "names.toml").write_text(
    """
[[name]]
type = "District"
name = "宜昌市"
identifiers = ["http://www.wikidata.org/entity/Q0"]
""",
    encoding="utf-8",
)
(folder / "graph.decisions.tsv").write_text(
    "same\torganization/长阳土家族自治县资丘镇中心卫生院\torganization/资丘镇中心卫生院\tthe same hospital\n", encoding="utf-8"
)

from kg.build import BuildOptions
from kg.build.builder import build as rebuild
from kg.read import read_sources

again = rebuild(
    read_sources([Path(path) for path in DOCUMENTS] if isinstance(DOCUMENTS, list) else [Path(DOCUMENTS)]),
    folder / "graph",
    BuildOptions(names=folder / "names.toml"),
)
print({outcome: number for outcome, number in again.as_json()["totals"].items() if number}, "· names passed over:", list(again.unmatched))
print("decisions applied:", again.as_json()["decisions"]["applied"])

# %%
from kg import open_graph

with open_graph(folder / "graph") as graph:
    print(graph.sparql("SELECT DISTINCT ?name ?same WHERE { ?thing owl:sameAs ?same ; skos:prefLabel ?name }").rows)
    print("left to judge:", [f"{c.left} ({c.reason.value})" for c in inferred.recorded(graph.store)])
