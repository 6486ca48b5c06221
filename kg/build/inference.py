"""What is inferred at the end of a build: nodes that may be one or two, for a person to judge; what became of proposals, and which tell the
same one. Only what the documents bear on that have come or gone since the last time is looked at again (kg.resolve.ledger)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.build.options import software_key
from kg.graph import GraphStore, inferred
from kg.graph.inferred import Changed
from kg.graph.known import every_key, known, named
from kg.graph.sayings import Statements
from kg.graph.told import told
from kg.lexicon.decisions import Decisions
from kg.resolve.candidates import candidates_of, judge_again
from kg.resolve.ledger import Ledger
from kg.resolve.linked import all_links, relink
from kg.vocab import digest


def infer(graph: GraphStore, decisions: Decisions | None, *, links: bool = True, folder: Path | None = None) -> None:
    """Records what is inferred. Does nothing where that is done.

    links: whether there shall be any; if not, those are taken out that no longer hold. folder: where what is needed the next time is kept;
    None keeps nothing, so that all documents are looked at. Raises GraphError when it cannot be written.
    """
    state = inferred.state_of(graph, decisions)
    if inferred.is_recorded(graph, state):
        return
    if not links:
        inferred.record(graph, (), decisions, "")
        return
    settled = decisions.settled if decisions is not None else frozenset()
    with Ledger(folder, f"{software_key()} {graph.base}") as ledger:
        before = ledger.state
        changed = _brought_up_to_date(graph, ledger)
        judged = digest(sorted(settled))
        if before is not None and before.endswith(judged) and inferred.is_recorded(graph, before.removesuffix(f" {judged}")):
            gone, come = ([c for c in some if c.pair not in settled] for some in (changed.candidates_gone, changed.candidates))
            inferred.amend(graph, replace(changed, candidates_gone=gone, candidates=come), decisions, state)
        else:
            open_ = [candidate for candidate in candidates_of(ledger) if candidate.pair not in settled]
            inferred.record(graph, open_, decisions, state, all_links(ledger))
        ledger.settle(f"{state} {judged}")


def _brought_up_to_date(graph: GraphStore, ledger: Ledger) -> Changed:
    """Adds the documents to the tables that they lack, and takes those out that the graph has no more."""
    known_ones, sources = ledger.documents(), graph.sources
    wanted = {entry.key: name for name, entry in sources.items()}
    gone = [number for key, number in known_ones.items() if key not in wanted]
    ledger.db.executemany("DELETE FROM document WHERE id = ?", ((number,) for number in gone))
    missing = {key: name for key, name in wanted.items() if key not in known_ones}
    rows = ((key, name) for key, name in missing.items())
    ledger.db.executemany("INSERT INTO document (key, name) VALUES (?, ?)", rows)
    numbers = ledger.documents()
    come = [(numbers[key], name, sources[name].graph) for key, name in missing.items()]
    said, base = Statements(graph), graph.base
    links = relink(ledger, gone, ((number, told(said, name, source, base)) for number, name, source in come))
    candidates_gone, candidates = judge_again(
        ledger,
        gone,
        ((number, named(said, source, base)) for number, _, source in come),
        lambda keys: known(graph, keys),
        () if known_ones else every_key(graph),
    )
    return Changed(candidates_gone, candidates, links.gone, links.come)


__all__ = ["infer"]
