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
from support import example_documents, use_chinese_font

from kg import build

DOCUMENTS = example_documents()  # your own: DOCUMENTS = "计划报告/"
PLACE = "哈尔滨市呼兰区"  # as the graph calls it: here the documents are the district's own
CITY = "哈尔滨市"

font = use_chinese_font()
pd.set_option("display.max_colwidth", 60)
graph = build(DOCUMENTS, Path(tempfile.mkdtemp()) / "graph")
figures = graph.query("figures-by-area").df.assign(value=lambda t: pd.to_numeric(t["value"], errors="coerce"))
figures[["period", "bound", "area"]] = figures[["period", "bound", "area"]].fillna("").astype(str)
own = figures[figures["area"] == PLACE]
assert len(own), f"no figures of {PLACE}; there are of {', '.join(figures['area'].value_counts().index[:20])}"
print(f"{len(figures)} figures of {figures['area'].nunique()} areas and bodies; {len(own)} of {PLACE}")
own.groupby(["period", "status"]).size().unstack(fill_value=0)

# %% [markdown]
# Each figure says whether it was reached (`actual`), is expected (`estimate`, 预计) or aimed at (`target`), and where it stands. The
# wording changes: 增长 and 增速, 规上工业 and 规模以上工业. `series` puts the names of one indicator together, by the ontology's scheme
# of indicators.

# %%
own.loc[own["series"].str.startswith("地区生产总值"), ["series", "indicator", "period", "value", "unit", "status", "document", "start"]]

# %% [markdown]
# ## A series 序列

# %%
SERIES = ("地区生产总值增速", "固定资产投资增速", "社会消费品零售总额增速", "一般公共预算收入增速")
yearly = own[own["period"].str.fullmatch(r"\d{4}")]
years = sorted(yearly.loc[yearly["series"].isin(SERIES), "period"].unique())
figure, grid = plt.subplots(2, 2, figsize=(9, 5.2))
for axes, series in zip(grid.flat, SERIES, strict=True):
    rows = yearly[yearly["series"] == series]
    for aimed, line, colour, label in ((True, "o--", "#d08c3f", "目标 target"), (False, "s-", "#2f6f8f", "结果 result")):
        values = rows[(rows["status"] == "target") == aimed].groupby("period")["value"].first().reindex(years)
        axes.plot(range(len(years)), values, line, color=colour, label=label)
    axes.set_xticks(range(len(years)), years)
    axes.set(title=series, ylabel="%")
grid[1, 1].legend()
figure.suptitle(f"{PLACE}：目标与结果 (targets and results)")
plt.tight_layout()

# %% [markdown]
# ## Targets against results 目标与结果
#
# The query `plan-against-outcome` pairs each target with each result of the same area, series, period and unit, also from another
# document. A plan that two documents tell is one here. `bound`: 7以上 is at least 7, 4以内 at most 4; without one (5左右, 5) the query
# leaves `reached` open, and so should you. Results are what the government reports in January, mostly as expected (预计); a yearbook may
# differ.

# %%
pairs = graph.query("plan-against-outcome", area=PLACE).df
names = figures.set_index("iri")["series"]
compared = pairs.assign(
    series=pairs["target_iri"].map(names),
    target=pd.to_numeric(pairs["target"]),
    outcome=pd.to_numeric(pairs["outcome"]),
    difference=pd.to_numeric(pairs["difference"]),
)
compared = compared.sort_values(["series", "period", "bound"], kind="stable").drop_duplicates(
    ["series", "period", "unit", "target", "outcome"]
)
compared[["series", "period", "unit", "bound", "target", "outcome", "status", "difference", "reached"]].reset_index(drop=True)

# %%
shown = compared[compared["unit"] == "%"].assign(label=lambda t: t["series"] + " " + t["period"]).sort_values("difference", kind="stable")
if len(shown):
    figure, axes = plt.subplots(figsize=(8, 0.32 * len(shown) + 1.2))
    axes.barh(shown["label"], shown["difference"], color=["#2f6f8f" if d >= 0 else "#c0504d" for d in shown["difference"]])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set(xlabel="结果减目标，百分点 (result minus target, percentage points)", title=f"{PLACE}：结果与目标之差")
    plt.tight_layout()

# %% [markdown]
# For some indicators less is better (失业率, PM2.5, 能耗): read the bound before the colour.
#
# ## Figures that differ 数据冲突
#
# Two values of one indicator, area and period. Not always a fault: one may be of a festival, the other of the year. They are to be read.

# %%
differ = graph.query("conflicting-figures").df
differ[["area", "indicator", "period", "unit", "value", "other", "quote", "other_quote"]].head(8)

# %% [markdown]
# ## District and city 区与市
#
# The same series, the same year, two areas.

# %%
reached = figures[figures["area"].isin([PLACE, CITY]) & (figures["status"] != "target") & (figures["unit"] == "%")]
year = max(reached.loc[reached["area"] == CITY, "period"], default="")
beside = reached[reached["period"] == year].pivot_table(index="series", columns="area", values="value", aggfunc="first").dropna()
if len(beside):
    axes = beside.plot.barh(figsize=(8, 3), color=["#2f6f8f", "#d08c3f"])
    axes.set(xlabel="%", ylabel="", title=f"{year}：{PLACE}与{CITY} (district and city)")
    axes.legend(loc="lower right")
    plt.tight_layout()
beside.head(20)

# %% [markdown]
# ## Places beside each other 各地
#
# What the reports aim at: growth by place and year.

# %%
targets = figures[(figures["status"] == "target") & figures["series"].isin(SERIES)]
targets.pivot_table(index=["period", "area"], columns="series", values="value", aggfunc="first")

# %% [markdown]
# Each figure leads back to its words:

# %%
compared[["series", "period", "target", "target_quote", "target_document", "outcome", "outcome_quote", "outcome_document"]].head(4)

# %%
graph.close()
