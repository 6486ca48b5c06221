"""Names that a user listed (kg.lexicon.authority): in each document an alias or a wrong spelling is the listed thing, also where no rule
would have found it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kg.lexicon.authority import Authority, Name
from kg.model import Block, EntityType, Fact, Mention, Proposal, Reading, Ref
from kg.resolve.names import folded
from kg.resolve.refs import refs_of, rewritten

RULE = "names-file"


def listed(authority: Authority, reading: Reading, findings: Any) -> Any:
    """Findings (kg.extract.Findings) in which what bears a listed form is the listed thing.

    A ref is it when its name, or every form in which the document writes it, is an alias or correction of one entry that holds for this
    document; a form of two entries says nothing. Listed forms that no mention covers become mentions.
    """
    entries = [n for n in authority.names if n.jurisdiction in (None, reading.issue.place)]
    by_form: dict[tuple[bool, str], list[Name]] = defaultdict(list)
    for entry in entries:
        for form in dict.fromkeys(map(folded, entry.forms)):
            by_form[entry.type is EntityType.PERSON, form].append(entry)
    forms: dict[Ref, set[str]] = defaultdict(set)
    for m in findings.mentions:
        forms[m.ref].add(folded(m.form))
    refs = dict.fromkeys([*forms, *(r for facts in _facts(findings) for fact in facts for r in refs_of(fact))])
    target = {id(entry): _target(entry, forms, refs) for entry in entries}
    given: dict[Ref, Ref] = {}
    for ref in refs:
        meant = _entry(ref, forms.get(ref, set()), by_form)
        if meant is not None:
            given[ref] = target[id(meant)]
    mentions = [m._replace(type=given[m.ref].type, name=given[m.ref].name) if m.ref in given else m for m in findings.mentions]
    unseen = list(_unseen(authority, reading, mentions, by_form, target))

    def to(_: Fact, ref: Ref) -> Ref:
        return given.get(ref, ref)

    out = rewritten(findings, (*mentions, *unseen), to)
    return replace(out, proposals=tuple(_about(p, unseen) for p in out.proposals))


def _about(proposal: Proposal, unseen: Iterable[Mention]) -> Proposal:
    """The proposal, about the listed things that stand in it, too."""
    said = [(e.start, e.end) for e in proposal.evidence]
    named = [m.ref for m in unseen if any(a <= m.evidence[0].start and m.evidence[0].end <= b for a, b in said)]
    more = tuple(dict.fromkeys(r for r in named if r.type is not EntityType.PERSON and r not in (*proposal.about, *proposal.addressees)))
    return replace(proposal, about=(*proposal.about, *more)) if more else proposal


def _facts(findings: Any) -> Iterator[Iterable[Fact]]:
    yield from (findings.articles, findings.positions, findings.proposals, findings.relations, findings.observations)


def _target(entry: Name, forms: dict[Ref, set[str]], refs: Iterable[Ref]) -> Ref:
    """What an entry is in this document: the listed name, or the one ref for which the document writes it (市商务局 for 云溪市商务局)."""
    own = Ref(entry.type, entry.name)
    if own in refs:
        return own
    written = [ref for ref, some in forms.items() if ref.type is entry.type and folded(entry.name) in some]
    return written[0] if len(written) == 1 and len(written[0].name) > len(entry.name) else own


def _entry(ref: Ref, written: set[str], by_form: dict[tuple[bool, str], list[Name]]) -> Name | None:
    """The one entry of which the ref has an alias or a wrong spelling: as its name, or wherever the document writes it. What has the listed
    name itself is brought together with it as any other name."""
    person = ref.type is EntityType.PERSON
    by_name = by_form.get((person, folded(ref.name)), [])
    if by_name:
        found = by_name
    else:
        each = [by_form.get((person, form), []) for form in written]
        found = each[0] if each and all(entries == each[0] for entries in each) else []
    if len(found) != 1 or folded(found[0].name) in {folded(ref.name), *written}:
        return None
    return found[0]


def _unseen(
    authority: Authority, reading: Reading, mentions: Iterable[Mention], by_form: dict[tuple[bool, str], list[Name]], target: dict[int, Ref]
) -> Iterator[Mention]:
    """Mentions of listed forms where nothing was found."""
    covered = {at for m in mentions for e in m.evidence for at in range(e.start, e.end)}
    matcher, patterns = authority.finder
    for block in _blocks(reading):
        for index, start, end in matcher.find_matches_as_indexes(block.text):
            form = patterns[index]
            entries = [e for person in (True, False) for e in by_form.get((person, folded(form)), ())]
            evidence = block.evidence(reading.source, start, end)
            if len(entries) == 1 and evidence and not any(at in covered for e in evidence for at in range(e.start, e.end)):
                ref = target[id(entries[0])]
                yield Mention(ref.type, ref.name, form, evidence, RULE)


def _blocks(reading: Reading) -> Iterator[Block]:
    for article in reading.articles:
        yield from article.blocks
    yield from reading.furniture
