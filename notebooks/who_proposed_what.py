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
# # Who proposed what 谁提出了什么
#
# **Question: who speaks at the Two Sessions, in which capacity, about what, and with whom?** The documents are invented, so the answers
# are too; the way to them is the same for yours: change the line that begins with `DOCUMENTS`.
#
# 谁在两会上发言、以什么身份、谈什么、与谁联名？文档均为虚构；换成自己的文档，只改 `DOCUMENTS` 一行。

# %%
import itertools
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
from support import example_documents, use_chinese_font

from kg import build
from kg.graph import rows

DOCUMENTS = example_documents()  # your own: DOCUMENTS = "两会文档/"

font = use_chinese_font()
pd.set_option("display.max_colwidth", 100)
folder = Path(tempfile.mkdtemp())
graph = build(DOCUMENTS, folder / "graph")
proposals = pd.DataFrame(rows(graph.store, "proposals"))
proposals["said"] = proposals["class"].map({"Recommendation": "建言", "FiledProposal": "提案、议案", "Commitment": "承诺"})
proposals.groupby("said").size().to_frame("proposals")

# %% [markdown]
# Three kinds are kept apart: what somebody asks of others in the press or in a speech (建言), a document filed with a congress or a CPPCC
# (提案、议案、书面建议), and what a body sets itself (承诺). From here on we look at the first two.

# %%
asked = proposals[proposals["kind"] == "recommendation"]
by_person = asked.explode("proposers").rename(columns={"proposers": "proposer"})
most = by_person.groupby("proposer").agg(
    proposals=("iri", "nunique"),
    documents=("source", "nunique"),
    topics=("topics", lambda t: "、".join(dict.fromkeys(itertools.chain.from_iterable(t)))[:40]),
)
most.sort_values(["proposals", "documents"], ascending=False, kind="stable").head(12)

# %% [markdown]
# ## In which capacity 以什么身份
#
# The same person may be a deputy, the head of a firm and a party member. The graph has all positions that the documents state; the
# capacity in which somebody proposes is read from those. A deputy is a 代表 of a people's congress, a member a 委员 of a CPPCC committee.

# %%
positions = pd.DataFrame(rows(graph.store, "positions"))


def capacity(person: str) -> str:
    own = positions[positions["person"] == person]
    bodies = set(own["organization"].dropna())
    if ((own["role"] == "代表") & own["organization"].fillna("").str.contains("人民代表大会")).any():
        return "人大代表"
    if ((own["role"] == "委员") & own["organization"].fillna("").str.contains("政治协商会议")).any():
        return "政协委员"
    return "有其他职务" if bodies or len(own) else "机构或身份未说明"


who = by_person[["iri", "proposer"]].drop_duplicates()
who["capacity"] = who["proposer"].map(capacity)
shares = who.groupby("capacity").agg(proposals=("iri", "nunique"), proposers=("proposer", "nunique")).sort_values("proposals")
if len(shares):
    axes = shares.plot.barh(figsize=(7, 2.6), color=["#2f6f8f", "#d08c3f"])
    axes.set(ylabel="", title="建言与提案：按提出者身份 (proposals by capacity)")
    plt.tight_layout()

# %% [markdown]
# ## About what 谈什么
#
# Topics are words of the texts. Many stand under a field of policy in the ontology's scheme (电梯 under 老旧小区改造 …), by which they
# can be put together: the query below asks for the broadest field.

# %%
fields = graph.sparql("""
    SELECT DISTINCT ?iri ?field WHERE {
      ?iri a kg:Proposal ; kg:topic/skos:broader* ?concept .
      ?concept skos:topConceptOf ?scheme ; skos:prefLabel ?label
      FILTER(LANG(?label) = "zh-hans")
      BIND(STR(?label) AS ?field)
    }
    ORDER BY ?iri ?field
""").df
by_field = who.merge(fields, on="iri")
table = by_field.pivot_table(index="field", columns="capacity", values="iri", aggfunc="nunique", fill_value=0)
table.assign(all=table.sum(axis=1)).sort_values("all", ascending=False, kind="stable").head(12)

# %%
if not table.empty:
    shown = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index[:10]]
    figure, axes = plt.subplots(figsize=(6, 4))
    image = axes.imshow(shown.to_numpy(), cmap="Blues", aspect="auto")
    axes.set_xticks(range(len(shown.columns)), shown.columns)
    axes.set_yticks(range(len(shown.index)), shown.index)
    for (y, x), number in pd.DataFrame(shown.to_numpy()).stack().items():
        axes.text(x, y, number, ha="center", va="center", color="white" if number > shown.to_numpy().max() / 2 else "black")
    axes.set_title("政策领域 × 身份 (policy field by capacity)")
    plt.tight_layout()

# %% [markdown]
# ## In which words 原话
#
# No count replaces the words. The quotes under a topic, with the place where they stand:

# %%
TOPIC = "养老"
quotes = graph.query("who-proposed-what", topic=TOPIC).df
quotes[quotes["kind"] != "commitment"][["proposer", "capacity", "quote", "document", "start"]].head(8)

# %% [markdown]
# ## With whom 与谁联名
#
# A proposal made jointly links all who made it. The network of those who proposed together; wider lines for more proposals.

# %%
network = nx.Graph()
for proposers in asked["proposers"]:
    for number, first in enumerate(proposers):
        for second in proposers[number + 1 :]:
            weight = network.get_edge_data(first, second, {"weight": 0})["weight"]
            network.add_edge(first, second, weight=weight + 1)
groups = sorted(nx.connected_components(network), key=lambda group: (-len(group), min(group)))
print(f"{network.number_of_nodes()} people and bodies proposed together, in {len(groups)} groups")
pd.DataFrame([{"group": number, "size": len(group), "who": "、".join(sorted(group))} for number, group in enumerate(groups[:6], 1)])

# %%
places = {}
for number, group in enumerate(groups[:9]):  # three in a row, each on a ring of its own
    middle = (number % 3 * 3.2, -(number // 3) * 2.6)
    places |= nx.circular_layout(sorted(group), center=middle, scale=0.8)
if places:
    drawn = network.subgraph(places)
    figure, axes = plt.subplots(figsize=(9, 1.2 + 2.1 * -(-min(9, len(groups)) // 3)))
    widths = [drawn.edges[edge]["weight"] for edge in drawn.edges]
    nx.draw_networkx_edges(drawn, places, ax=axes, width=widths, edge_color="#9bb")
    nx.draw_networkx_nodes(
        drawn, places, ax=axes, node_size=[60 + 40 * drawn.degree(node) for node in drawn], node_color="#2f6f8f", alpha=0.8
    )
    middles = {node: -(number // 3) * 2.6 for number, group in enumerate(groups[:9]) for node in group}
    beside = {node: (x, y + (0.24 if y >= middles[node] - 0.01 else -0.24)) for node, (x, y) in places.items()}  # clear of the lines
    names = {node: node if len(node) <= 12 else f"{node[:11]}…" for node in drawn}
    white = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8}
    nx.draw_networkx_labels(drawn, beside, names, ax=axes, font_size=9, font_family=font or "sans-serif", bbox=white)
    axes.set_title("联名网络：最大的几组 (who proposed together: the largest groups)")
    axes.margins(0.08)
    axes.axis("off")
    plt.tight_layout()

# %% [markdown]
# Who stands between others? Betweenness (L. C. Freeman 1977) is the share of shortest ways that pass through a node. In small networks
# such as this one it says little; it is worth a look in yours.

# %%
between = pd.Series(nx.betweenness_centrality(network), dtype=float).sort_values(ascending=False, kind="stable")
pd.DataFrame({"betweenness": between.round(3), "partners": dict(network.degree)}).loc[between.index].head(8)

# %% [markdown]
# The same as a page to click through, with the quotes beside every line: open it in a browser.

# %%
from kg.view import write_view

shown = write_view(graph.store, folder / "who-proposed-what.html")
print(f"who-proposed-what.html: {shown.drawn} of {shown.total} nodes drawn")
graph.close()
