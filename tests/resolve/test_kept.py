"""What is kept from one time to the next gives, after any documents have come and gone, what looking at all documents anew gives."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Candidate, EntityType, Known, LinkKind, Office, ProposalKind, ProposalLink, Told
from kg.resolve.apart import apart
from kg.resolve.candidates import Said, candidates_of, judge_again
from kg.resolve.keys import place_of
from kg.resolve.ledger import Ledger
from kg.resolve.linked import all_links, links_between, relink
from kg.resolve.pairs import pairs

HERE = Path(__file__).parent
WORDS = ("电梯议事厅", "产地冷链转仓", "鲜果水运快线", "提灌站机组", "渡口浮桥", "护理员津贴", "龙舟赛", "口袋公园", "桑蚕工坊", "盐碱地")
BODIES = (("云溪市人大", "congress"), ("宜昌市人大", "congress"), ("沂星公司", "company"), ("二中", "school"))
TABLES = ("telling", "wording", "feature", "posting", "near", "part", "link")


def tellings(choose: random.Random, document: str) -> list[Told]:
    """What an invented document proposes and promises, in few words that come back."""
    date = f"202{choose.randint(3, 5)}-01-0{choose.randint(1, 9)}"
    found = []
    for start in range(choose.randint(1, 5)):
        promise = choose.random() < 0.5
        words = choose.sample(WORDS, choose.randint(1, 3))
        who = "organization/市政府" if promise else f"person/{choose.choice('甲乙丙')}"
        found.append(
            Told(
                f"proposal/{document}/{start}",
                ProposalKind.COMMITMENT if promise else choose.choice((ProposalKind.RECOMMENDATION, ProposalKind.FILED)),
                choose.choice(("建议设立", "推广", "请")) + "、".join(words) + choose.choice(("", "", f"{choose.randint(1, 3)}处")),
                document,
                start,
                choose.choice(("云溪市", "云溪市", None, "宜昌市", "宜昌市西陵区")),
                choose.choice((date, date, None)),
                f"article/{document}/{start // 2}",
                number=choose.choice((None, None, "第3号")),
                title=choose.choice((None, None, "关于" + words[0] + "的提案")),
                proposers=(who,),
                addressees=choose.choice(((), ("organization/市政府",))),
                about=tuple((f"project/{word}", word) for word in words[:1] if choose.random() < 0.3),
                topics=tuple((word, None) for word in words[1:] if choose.random() < 0.5),
            )
        )
    return found


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.integers(3, 40))
def test_links_kept_up_to_date_are_those_made_anew(seed: int, number: int) -> None:
    choose = random.Random(seed)
    documents = {f"{n}.txt": tellings(choose, f"{n}.txt") for n in range(number)}
    have: dict[str, int] = {}
    told: dict[tuple[LinkKind, str, str], ProposalLink] = {}  # by what is said to have gone and come
    with Ledger(None) as ledger:
        for step in range(6):
            gone = [name for name in have if choose.random() < 0.3]
            coming = [name for name in documents if name not in have and choose.random() < 0.5]
            numbers = [have.pop(name) for name in gone]
            have.update((name, 1000 * step + n) for n, name in enumerate(coming))
            links = relink(ledger, numbers, [(have[name], documents[name]) for name in coming])
            for link in links.gone:
                assert told.pop((link.kind, link.left, link.right)) == link
            for link in links.come:
                assert told.setdefault((link.kind, link.left, link.right), link) is link
            anew = links_between(proposal for name in have for proposal in documents[name])
            assert tuple(sorted(all_links(ledger))) == tuple(sorted(told.values())) == anew
        relink(ledger, have.values(), ())
        assert [ledger.db.execute(f"SELECT COUNT(*) FROM {table}").fetchone() for table in TABLES] == [(0,)] * len(TABLES)


def nodes() -> dict[str, Known]:
    """The entities of candidates.toml, without what is said of people."""
    found = {}
    for case in tomllib.loads((HERE / "candidates.toml").read_text(encoding="utf-8"))["pair"]:
        for key, name, *more in (case["left"], case["right"]):
            said = [part.partition(":")[::2] for part in more]
            forms = (name, *(value for kind, value in said if kind == "form"))
            kind = next((value for what, value in said if what == "kind"), None)
            found[key] = Known(key, EntityType(key.partition("/")[0].capitalize()), name, forms, place_of(key), kind)
    return found


def said_of(choose: random.Random) -> Said:
    """What an invented document says of a person."""
    notes = choose.choice(({}, {"gender": "女"}, {"gender": "男"}))
    bodies = choose.sample(BODIES, choose.randint(0, 2))
    return notes, tuple(Office("代表" if kind == "congress" else "校长", body, kind, choose.choice((None, 3, 9))) for body, kind in bodies)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_candidates_kept_up_to_date_are_those_made_anew(seed: int) -> None:
    choose = random.Random(seed)
    every = nodes()
    keys = sorted(every)
    documents = {
        f"{n}.txt": {key: said_of(choose) if key.startswith("person/") else None for key in choose.sample(keys, 12)} for n in range(12)
    }
    have: dict[str, int] = {}
    told: set[Candidate] = set()
    with Ledger(None) as ledger:
        for step in range(6):
            gone = [name for name in have if choose.random() < 0.3]
            coming = [name for name in documents if name not in have and choose.random() < 0.5]
            numbers = [have.pop(name) for name in gone]
            have.update((name, 1000 * step + n) for n, name in enumerate(coming))
            ledger.db.executemany("DELETE FROM document WHERE id = ?", ((n,) for n in numbers))
            rows = ((have[name], name, name) for name in coming)
            ledger.db.executemany("INSERT INTO document (id, key, name) VALUES (?, ?, ?)", rows)
            named = {key for name in have for key in documents[name]}
            left, new = judge_again(
                ledger,
                numbers,
                [(have[name], documents[name]) for name in coming],
                lambda keys, named=named: {key: every[key] for key in keys if key in named},  # type: ignore[misc]
            )
            assert told.issuperset(left) and told.isdisjoint(set(new) - set(left))
            told = told - set(left) | set(new)
            whole = [of_all(every[key], {name: documents[name][key] for name in sorted(have) if key in documents[name]}) for key in named]
            assert sorted(told) == candidates_of(ledger) == sorted((*pairs(whole), *apart(whole)))


def of_all(node: Known, said: dict[str, Said | None]) -> Known:
    if node.type is not EntityType.PERSON:
        return node
    by = {name: each for name, each in said.items() if each is not None}
    notes = {name: note for name, (note, _) in by.items() if note}
    return Known(node.key, node.type, node.name, node.names, node.place, None, notes, {n: o for n, (_, o) in by.items() if o}, tuple(by))
