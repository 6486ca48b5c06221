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
# # Plan and outcome 计划与结果
#
# **Question: what did a government aim at, what did it reach, and how does the district stand beside its city?** The documents, invented,
# are the plan reports of a district of two years, which tell results and aims, and reports of other places. For your own, change
# `DOCUMENTS`, `PLACE` and `CITY`.
#
# 目标定了多少、完成了多少、区与市相比如何？文档均为虚构。

# %%
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from support import example_documents, use_chinese_font

from kg import build

DOCUMENTS = example_documents()  # your own: DOCUMENTS = "计划报告/"
PLACE = "呼兰区"
CITY = "哈尔滨市"

font = use_chinese_font()
pd.set_option("display.max_colwidth", 60)
graph = build(DOCUMENTS, Path(tempfile.mkdtemp()) / "graph")
graph.query("indicators-series", indicator="地区生产总值", area=PLACE).df[
    ["indicator", "period", "value", "unit", "status", "bound", "document", "start"]
]

# %% [markdown]
# Each figure says whether it was reached (`actual`), is expected (`estimate`, 预计) or aimed at (`target`), and where it stands. The
# wording changes: 增长 and 增速, 规上工业 and 规模以上工业. The ontology's scheme of indicators puts them together; the query
# [figures-by-concept](queries/figures-by-concept.rq) asks by it.

# %%
figures = graph.query("figures-by-concept", queries="queries").df
figures["value"] = figures["value"].astype(float)
print(f"{len(figures)} figures of {figures['concept'].nunique()} concepts and {figures['area'].nunique()} areas")
figures[figures["area"] == PLACE].groupby(["period", "status"]).size().unstack(fill_value=0)

# %% [markdown]
# ## A series 序列

# %%
SERIES = ("地区生产总值增速", "固定资产投资增速", "社会消费品零售总额增速", "一般公共预算收入增速")
own = figures[(figures["area"] == PLACE) & figures["period"].str.fullmatch(r"\d{4}")]
figure, grid = plt.subplots(2, 2, figsize=(9, 5.2), sharex=True)
for axes, concept in zip(grid.flat, SERIES, strict=True):
    rows = own[own["concept"] == concept]
    reached = rows[rows["status"] != "target"].groupby("period")["value"].first()
    aimed = rows[rows["status"] == "target"].groupby("period")["value"].first()
    axes.plot(aimed.index, aimed, "o--", color="#d08c3f", label="目标 target")
    axes.plot(reached.index, reached, "s-", color="#2f6f8f", label="结果 result")
    axes.set(title=concept, ylabel="%")
grid[0, 0].legend()
figure.suptitle(f"{PLACE}：目标与结果 (targets and results)")
plt.tight_layout()

# %% [markdown]
# ## Targets against results 目标与结果
#
# For each concept and year with both. `bound` counts: 7以上 is a lower bound, 4以内 an upper one. Results are what the government itself
# reports in January, mostly as expected (预计); a statistical yearbook may differ.

# %%
whole = own.assign(reached=own["status"] != "target").sort_values(["concept", "unit", "period", "document"])
keys = ["concept", "unit", "period"]
aims = whole[~whole["reached"]].groupby(keys).agg(target=("value", "first"), bound=("bound", "first"), stated=("value", "nunique"))
results = whole[whole["reached"]].groupby(keys).agg(result=("value", "first"), told=("value", "nunique"))
compared = aims.join(results, how="inner").reset_index()
compared["gap"] = (compared["result"] - compared["target"]).round(2)
UPPER = ("失业", "PM2.5", "能耗", "浓度")  # less is better
less = compared["concept"].str.contains("|".join(UPPER)) | (compared["bound"] == "<=")
compared["met"] = (compared["gap"] >= 0) ^ (less & (compared["gap"] != 0))
single = (compared["stated"] == 1) & (compared["told"] == 1)
print(f"{len(compared)} targets with a result; {int((~single).sum())} with several values, left out of the picture")
compared.drop(columns=["stated", "told"])

# %%
shown = (
    compared[single & (compared["unit"] == "%")]
    .assign(label=lambda t: t["concept"] + " " + t["period"])
    .sort_values(["gap"], kind="stable")
)
if len(shown):
    figure, axes = plt.subplots(figsize=(8, 0.32 * len(shown) + 1.2))
    axes.barh(shown["label"], shown["gap"], color=["#2f6f8f" if met else "#c0504d" for met in shown["met"]])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set(xlabel="结果减目标，百分点 (result minus target, percentage points)", title=f"{PLACE}：完成得如何")
    plt.tight_layout()

# %% [markdown]
# Several values for one figure are not always a fault: one may be of a festival, the other of the year. They are to be read:

# %%
several = whole.merge(compared.loc[~single, keys], on=keys)
several[["concept", "period", "status", "value", "unit", "indicator", "document"]]

# %% [markdown]
# ## District and city 区与市
#
# The same concepts, the same year, two areas.

# %%
YEAR = max(figures.loc[(figures["area"] == CITY), "period"].str[:4], default="")
both = figures[
    figures["area"].isin([PLACE, CITY]) & (figures["period"] == YEAR) & (figures["status"] != "target") & (figures["unit"] == "%")
]
beside = both.pivot_table(index="concept", columns="area", values="value", aggfunc="first").dropna()
if len(beside):
    axes = beside.plot.barh(figsize=(8, 3), color=["#2f6f8f", "#d08c3f"])
    axes.set(xlabel="%", ylabel="", title=f"{YEAR}：{PLACE}与{CITY} (district and city)")
    axes.legend(loc="lower right")
    plt.tight_layout()
beside.head(20)

# %% [markdown]
# ## Places beside each other 各地
#
# What every report aims at: growth targets by place and year.

# %%
targets = figures[(figures["status"] == "target") & figures["concept"].isin(SERIES)]
targets.pivot_table(index=["period", "area"], columns="concept", values="value", aggfunc="first")

# %% [markdown]
# Each figure leads back to its words:

# %%
row = compared.iloc[0] if len(compared) else None
if row is not None:
    iris = whole[(whole["concept"] == row["concept"]) & (whole["period"] == row["period"])]["iri"]
    display(pd.concat([graph.query("evidence-of", iri=iri).df for iri in iris])[["document", "quote", "start", "end", "rule"]])
graph.close()
