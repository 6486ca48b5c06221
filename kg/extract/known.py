"""Second reading: names that the document has introduced are recognised wherever they stand, in full and shortened.

田玉蓉 once introduced is 田玉蓉 without her office and 田委员; 宜昌某精密铸造股份有限公司 is later just its proper name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import ahocorasick_rs

from kg.extract.organizations import parted
from kg.extract.overlaps import settle
from kg.extract.people import OFFICE, ends_well, heaviest, is_common, runs_on, sure
from kg.extract.work import ArticleView, Found
from kg.lexicon.gazetteer import places_in
from kg.lexicon.load import toml
from kg.lexicon.names import is_name, surname_length
from kg.lexicon.people import surnames
from kg.model import BlockKind, EntityType

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION


def spread(articles: Sequence[ArticleView], names: Sequence[str], press: frozenset[str]) -> None:
    """Adds to every view the mentions of people and organizations that the document knows. `names`: people found in rosters, tables and
    credits; `press`: those among them who only report (surname with title never means them)."""
    everyone = Counter(f.name for a in articles for v in a.views for f in v.found if f.type is _P)
    everyone.update(names)
    everyone.update(_repeated([v.text for a in articles for v in a.views if v.block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)]))
    people = [n for n in everyone if len(n) > 1 and not (n[:-1] in everyone and runs_on(n))]
    short = _short_organizations(articles)
    _add_places(articles)
    _local_parties(articles)
    if people:
        _add_people(articles, people, press)
    if short:
        _add_organizations(articles, short)


_WEAK = re.compile(r"(?:(?<=的)|(?<=[,。;!?”:、])|^)(?P<name>[\u4e00-\u9fff]{3})")


def _repeated(texts: Sequence[str]) -> list[str]:
    """Names without office that a story tells of: three characters with an everyday surname, at least twice where a name can begin, and
    at least once before a verb of speech or a mark."""
    seen: Counter[str] = Counter()
    strong: set[str] = set()
    for text in texts:
        for m in _WEAK.finditer(text):
            form = m["name"]
            if (
                is_name(form)
                and sure(form)
                and form[0] not in surnames().word_like
                and not is_common(form)
                and heaviest(text, m.end() - 3, OFFICE) == form
            ):
                seen[form] += 1
                if ends_well(text, m.end()):
                    strong.add(form)
    return [form for form, count in seen.items() if count >= 2 and form in strong]


def _add_people(articles: Sequence[ArticleView], people: list[str], press: frozenset[str]) -> None:
    matcher = ahocorasick_rs.AhoCorasick(people, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    titled = _titled()
    for article in articles:
        local = [f.name for v in article.views for f in v.found if f.type is _P]
        for view in article.views:
            if view.block.kind in (BlockKind.BYLINE, BlockKind.FURNITURE):
                continue
            added = []
            for index, start, end in matcher.find_matches_as_indexes(view.text):
                name = people[index]
                if len(name) > 2 or ends_well(view.text, end):
                    added.append(Found(start, end, _P, name, "known-name"))
            local += [f.name for f in added]
            for m in titled.finditer(view.text):
                holder = _holder(m[1], local, people, press)
                if holder and not any(f.start <= m.start() < f.end for f in added):
                    added.append(Found(m.start(), m.end(), _P, holder, "surname-and-title"))
            if added:
                view.found = settle([*view.found, *added])


def _titled() -> re.Pattern[str]:
    titles = sorted(toml("person_context")["titles"], key=len, reverse=True)
    return re.compile(
        rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{1,2}})(?:{'|'.join(titles)})(?![会团长们员])|(?<=[的和与请让”])([\u4e00-\u9fff])(?:委员|代表|老师)(?![会团们])"
    )


def _holder(surname: str | None, local: list[str], people: list[str], press: frozenset[str]) -> str | None:
    """Whom 田委员 means: the one known person of that surname in the article, else in the document; nobody if there are two."""
    if not surname:
        return None
    for pool in (local, people):
        bearers = {
            n for n in pool if n.startswith(surname) and surname_length(n) == len(surname) and n not in press and len(n) > len(surname)
        }
        if len(bearers) == 1:
            return bearers.pop()
        if bearers:
            return None
    return None


_SMALL = ("township-grammar", "village-grammar", "township", "known-place")
_LOCAL = re.compile(r"[\u4e00-\u9fff]{2,7}(?:村|社区|嘎查|镇|乡|街道)")
_BEFORE_PLACE = tuple("的在从到和与及、由是为赴往对把将让向于至“”(),。;:!?")


def _add_places(articles: Sequence[ArticleView]) -> None:
    """Marks villages, communities and townships that the document has named with what they lie in, or in the name of their committee,
    where they stand alone (宏坝社区 behind 如城街道宏坝社区居委会)."""
    names: dict[str, None] = {}
    views = [v for a in articles for v in a.views]
    for text, f in ((v.text, f) for v in views for f in v.found):
        if f.type is EntityType.DISTRICT and f.rule in _SMALL and _LOCAL.fullmatch(f.name):
            names.setdefault(f.name)
        elif f.type is _O and (local := parted(text[f.start : f.end])) and _LOCAL.fullmatch(local[0]):
            names.setdefault(local[0])
    if not names:
        return
    forms = list(names)
    matcher = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for view in views:
        added = []
        ends = {f.end for f in view.found}
        for index, start, end in matcher.find_matches_as_indexes(view.text):
            free = start == 0 or start in ends or view.text[start - 1] in _BEFORE_PLACE or not "\u4e00" <= view.text[start - 1] <= "\u9fff"
            if free and not any(f.start < end and start < f.end for f in view.found):
                added.append(Found(start, end, EntityType.DISTRICT, forms[index], "known-place"))
        if added:
            view.found = settle([*view.found, *added])


def _local_parties(articles: Sequence[ArticleView]) -> None:
    """A party that stands alone is its local committee where the document names one (民盟市委会 … 民盟提交了5件)."""
    views = [v for a in articles for v in a.views]
    alone = [v for v in views if any(f.rule == "party-alone" for f in v.found)]
    branches = {f.name for v in views for f in v.found if f.rule.startswith("party-branch")} if alone else set()
    for view in alone if branches else ():
        for i, f in enumerate(view.found):
            local = [b for b in branches if b.startswith(f.name)] if f.rule == "party-alone" else []
            if len(local) == 1:
                view.found[i] = f._replace(name=local[0])


_TRADE = re.compile(r"(?:股份|集团|有限|责任|控股|公司|总公司|分公司)+$")


def _short_organizations(articles: Sequence[ArticleView]) -> dict[str, Found]:
    """Proper names of companies by which the document calls them later: the two to four characters behind the place in the full name."""
    out: dict[str, Found] = {}
    for article in articles:
        for view in article.views:
            for f in view.found:
                form = view.text[f.start : f.end]
                if f.type is _O and f.rule == "committee":
                    own = re.sub(r"^.*(?:政协|人大常委会|常务委员会|人大)", "", form)
                    if len(own) > 5:
                        out.setdefault(own, f)
                if f.type is not _O or not f.rule.endswith("company") or len(form) < 7:
                    continue
                bare = _TRADE.sub("", form)
                places = [p for p in places_in(bare[:8]) if p.start == 0]
                core = bare[places[0].end :] if places else bare
                for length in (4, 3, 2):
                    if len(core) > length:
                        out.setdefault(core[:length], f)
    return out


def _add_organizations(articles: Sequence[ArticleView], short: dict[str, Found]) -> None:
    """Marks the short names where they stand free: not inside a longer name, more than once or right before 公司-like words."""
    forms = list(short)
    matcher = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    hits: dict[str, list[tuple[int, int, int]]] = {}
    views = [v for a in articles for v in a.views]
    for i, view in enumerate(views):
        for index, start, end in matcher.find_matches_as_indexes(view.text):
            if not any(f.start < end and start < f.end for f in view.found if f.type is not EntityType.DISTRICT):
                hits.setdefault(forms[index], []).append((i, start, end))
    for form, places in hits.items():
        if len(form) < 3:
            continue
        for i, start, end in places:
            f = short[form]
            views[i].found = settle([*views[i].found, Found(start, end, _O, f.name, "company-short", f.attributes)])
