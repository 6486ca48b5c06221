"""Links between proposals, of which no document says anything: all together, and kept up to date as documents come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from kg.model import LinkKind, ProposalLink, Told
from kg.resolve.ledger import Ledger
from kg.resolve.retold import Retold
from kg.resolve.taken import Taken
from kg.resolve.tellings import Links, Tellings


def relink(ledger: Ledger, gone: Collection[int], come: Iterable[tuple[int, Iterable[Told]]]) -> Links:
    """Brings the links in the tables up to date. gone: numbers of documents; come: likewise, each with its proposals."""
    tellings, links = Tellings(ledger.db), Links(ledger.db)
    old = tellings.of_documents(gone)
    cut = {kind: set[int]() for kind in LinkKind}
    for row in old:
        for kind, source in links.cut(row):
            cut[kind].add(source)
    tellings.remove(old)
    new = [row for document, told in come for row in tellings.add(document, told)]
    left = {row.number for row in old}
    Taken(ledger.db, tellings, links).update(old, new, cut[LinkKind.TAKEN_UP] - left)
    Retold(ledger.db, tellings, links).update(old, new, cut[LinkKind.SAME] - left)
    return links


def links_between(proposals: Iterable[Told]) -> tuple[ProposalLink, ...]:
    """All links between proposals, in order of their kinds and IRIs; the same whatever the order of `proposals`."""
    with Ledger(None) as ledger:
        documents = groupby(sorted(proposals, key=attrgetter("document", "node")), attrgetter("document"))
        relink(ledger, (), ((number, list(told)) for number, (_, told) in enumerate(documents)))
        return tuple(sorted(all_links(ledger)))


def all_links(ledger: Ledger) -> Iterator[ProposalLink]:
    """All links in the tables, in any order."""
    return Links(ledger.db).all()


__all__ = ["all_links", "links_between", "relink"]
