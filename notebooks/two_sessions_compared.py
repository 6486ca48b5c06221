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
# # Two sessions compared 两次会议之间
#
# **Question: what changed from one year's sessions to the next, and was what was proposed then taken up now?** The documents, invented,
# are newspaper pages of January 2025 and, of January 2026, a page and a work report of the same city. For your own documents of two
# years, change the lines that begin with `DOCUMENTS`, `PLACE` and `YEARS`.
#
# 一年过去，主题、人物、职务有何变化？去年的建言今年有没有下文？文档均为虚构。

# %%
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from support import example_documents, use_chinese_font

from kg import build

DOCUMENTS = example_documents("yichang")  # your own: DOCUMENTS = "两会文档/"
PLACE = "宜昌市"
YEARS = ("2025", "2026")

font = use_chinese_font()
pd.set_option("display.max_colwidth", 90)
graph = build(DOCUMENTS, Path(tempfile.mkdtemp()) / "graph")
before, after = YEARS
offices = graph.query("offices-by-document", queries="queries").df
offices = offices[offices["place"].str.startswith(PLACE)].assign(year=offices["issued"].str[:4]).fillna({"organization": ""})
offices[["year", "document"]].drop_duplicates().reset_index(drop=True)

# %% [markdown]
# The query is one of our own, [a file in this folder](queries/offices-by-document.rq): a head that says what it answers, then SPARQL.
#
# ## Topics that stay, come and go 主题

# %%
proposed = graph.query("who-proposed-what").df
proposed["year"] = proposed["date"].str[:4]
spoken = proposed[proposed["kind"] != "commitment"].assign(topic=proposed["topic"].fillna("").str.split("；")).explode("topic")
counted = spoken[spoken["topic"] != ""].pivot_table(index="topic", columns="year", values="iri", aggfunc="nunique", fill_value=0)
counted = counted.reindex(columns=list(YEARS), fill_value=0)
stays = counted[(counted[before] > 0) & (counted[after] > 0)]
print(f"{len(stays)} topics stay, {int((counted[before] == 0).sum())} come, {int((counted[after] == 0).sum())} go")
stays.assign(sum=stays.sum(axis=1)).sort_values("sum", ascending=False, kind="stable").drop(columns="sum").head(12)

# %%
chosen = counted.assign(change=counted[after] - counted[before], sum=counted.sum(axis=1))
chosen = chosen.sort_values(["sum", "change"], ascending=False, kind="stable").head(14).sort_values("change", kind="stable")
figure, axes = plt.subplots(figsize=(7, 4.5))
axes.hlines(chosen.index, chosen[before], chosen[after], color="#bbb")
axes.scatter(chosen[before], chosen.index, s=90, color="#d08c3f", label=before, zorder=3)
axes.scatter(chosen[after], chosen.index, color="#2f6f8f", label=after, zorder=3)
axes.set(xlabel="proposals", title="主题：两年之间 (topics in two years)")
axes.legend()
plt.tight_layout()

# %% [markdown]
# With pages of a few articles, a topic that "goes" may only not have been printed. Read this as what was reported, not as what was said.
#
# ## People 人物

# %%
speakers = {year: set(spoken.loc[spoken["year"] == year, "proposer"]) for year in YEARS}
pd.DataFrame(
    {
        "stay 仍在": [" ".join(sorted(speakers[before] & speakers[after]))],
        "come 新来": [" ".join(sorted(speakers[after] - speakers[before]))],
        "go 未再见": [" ".join(sorted(speakers[before] - speakers[after]))],
    },
    index=["proposers"],
).transpose()

# %% [markdown]
# ## Posts 职务
#
# For people that are in the documents of both years: posts that they keep, take up or no longer have. People of one name in one place are
# held to be one person: check where it matters.

# %%
held = offices[offices["year"].isin(YEARS)].assign(post=offices["organization"] + offices["role"])
posts = held.groupby(["person", "year"])["post"].agg(lambda p: frozenset(p)).unstack()
posts = posts.reindex(columns=list(YEARS)).dropna()
changes = pd.DataFrame(
    [
        {
            "person": person,
            "keeps": "；".join(sorted(row[before] & row[after])),
            "had": "；".join(sorted(row[before] - row[after])),
            "has now": "；".join(sorted(row[after] - row[before])),
        }
        for person, row in posts.iterrows()
    ]
)
changes[(changes["had"] != "") | (changes["has now"] != "")] if len(changes) else changes

# %% [markdown]
# ## Recommendations, and what was later promised 建言与后来的承诺
#
# No document says "we take this up because she asked for it". What can be done: put each proposal beside the commitments of the same
# place that came with it or later and share topics, things and words that few others share. The build records such links, apart from
# what is stated; `score` (0 to 1) is higher the rarer the shared things are (inverse document frequency, K. Spärck Jones 1972), `why` names
# the reasons. It is an inference, and the answer says so. The query `graph.query("uptake", topic="电梯")` reads the same links.

# %%
uptake = graph.ask(f"{before}年的建议后来有没有写进政府工作报告?")
print(uptake.sentence)
pairs = uptake.df
if len(pairs):
    pairs["score"] = pairs["score"].astype(float)
    pairs = pairs[pairs["later_date"].str[:4] == after]
    display(pairs[["proposer", "quote", "later_quote", "shared", "score"]].head(8))

# %% [markdown]
# ## How sure are we? 有多大把握
#
# Two readings of the same thing: the score by what is rare, and how many pairs of neighbouring characters (bigrams) of the shorter text
# stand in the other too. Where both are high, the two texts speak of the same measure; where only the score is high, they may share no
# more than a few telling words.


# %%
def bigrams(text: str) -> set[str]:
    letters = "".join(character for character in text if character.isalnum())
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


if len(pairs):
    pairs["overlap"] = [
        round(len(bigrams(one) & bigrams(two)) / max(1, min(len(bigrams(one)), len(bigrams(two)))), 2)
        for one, two in zip(pairs["quote"], pairs["later_quote"], strict=True)
    ]
    figure, axes = plt.subplots(figsize=(6, 3.6))
    axes.scatter(pairs["score"], pairs["overlap"], color="#2f6f8f", alpha=0.7)
    axes.set(xlabel="score by what is rare", ylabel="overlap of words", title="建言与承诺：两种把握 (two measures of one link)")
    axes.set_xlim(0.4, 1.05)
    plt.tight_layout()
    display(pairs.sort_values(["overlap", "score"], ascending=False, kind="stable")[["proposer", "shared", "score", "overlap"]].head(6))

# %% [markdown]
# The last word is a reader's. A table to judge by hand, `yes`, `no` or `unclear` for each row; the share of `yes` among the pairs that you
# publish is the figure to state. The weakest pairs are here: judge those first.

# %%
to_judge = pairs[["proposer", "quote", "later_quote", "score", "overlap"]].sort_values(["score", "overlap"]) if len(pairs) else pairs
to_judge.assign(judgement="").head(4)

# %% [markdown]
# What cannot be concluded: that a commitment came *from* a proposal. Both may follow a national campaign, or an earlier plan.

# %%
graph.close()
