"""A knowledge graph in a folder: the triples, the list of contents, and the exact text of every source.

    GRAPH/store/         Oxigraph (RocksDB)
    GRAPH/manifest.json  contents (kg.graph.manifest)
    GRAPH/texts/         decoded text of each source, named by the digest of its bytes, so that offsets can always be followed
    GRAPH/lock           one writer or several readers

Each document is one transaction of the store; the manifest follows. If the program is killed between the two, the next writer finds that
store and manifest differ on a source, drops what is half known and has it built again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import GraphError
from kg.graph.lock import Lock
from kg.graph.manifest import FORMAT, NAME, Manifest, SourceEntry, entry, write_whole
from kg.graph.mapping import quads
from kg.graph.query import Result, Values, evaluate
from kg.graph.run import SOFTWARE, Run
from kg.graph.union import changes, entity_statements, everything
from kg.model import DocumentFacts
from kg.vocab import DEFAULT_BASE, Mint, Term, digest, iri, ontology

_BATCH = 50
"""Inside `batch`, the manifest is written after so many documents; a killed build repeats at most those."""


class GraphStore:
    """An open graph. Use `create`, `open` or `open_or_create`, and close it (or use it in a `with`)."""

    def __init__(self, path: Path, store: Store, manifest: Manifest, lock: Lock, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._store: Store | None = store
        self._manifest = manifest
        self._lock = lock
        self._unwritten = 0
        self._batching = False

    # ---- opening and closing

    @classmethod
    def create(cls, path: Path, *, base: str = DEFAULT_BASE) -> Self:
        """A new, empty graph in a folder that does not exist or is empty. Raises GraphError otherwise; nothing is overwritten."""
        path = Path(path)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            what = "already holds a graph; open it" if (path / NAME).exists() else "exists and is not a graph; name another folder"
            raise GraphError(f"{path}: {what}")
        Mint(base)
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{path}: cannot be made ({error.strerror})") from error
        Manifest(SOFTWARE, ontology().version, "", base).write(path)  # the digest follows when the ontology is in the store
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """An existing graph. Raises GraphError when the folder is no graph, was written by a newer version, or is in use: one writer, or
        several readers."""
        path = Path(path)
        Manifest.read(path)
        lock = Lock(path / "lock", exclusive=not read_only)
        try:
            manifest = Manifest.read(path)  # again, now that nobody else can change it
            folder = str(path / "store")
            store = Store.read_only(folder) if read_only else Store(folder)
        except OSError as error:
            lock.release()
            raise GraphError(f"{path}: the store cannot be opened ({error})") from error
        except GraphError:
            lock.release()
            raise
        graph = cls(path, store, manifest, lock, read_only=read_only)
        if not read_only:
            try:
                graph._mend()
            except BaseException:
                lock.release()
                raise
        return graph

    @classmethod
    def open_or_create(cls, path: Path, *, base: str | None = None) -> Self:
        """The graph in this folder for writing, new if there is none. Raises GraphError as `open` and `create`, and when the graph that is
        there has another base."""
        path = Path(path)
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return cls.create(path, base=base or DEFAULT_BASE)
        graph = cls.open(path)
        if base is not None and graph.base != base:
            graph.close()
            raise GraphError(f"{path}: its IRIs begin with {graph.base}, not {base}; name another folder for another base")
        return graph

    def close(self) -> None:
        """Writes what is unwritten and gives the graph free; twice does no harm."""
        if self._store is None:
            return
        if not self.read_only:
            self._store.flush()
            self._write_manifest()
        self._store = None
        self._lock.release()

    def __enter__(self) -> Self:
        """The graph itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the graph."""
        self.close()

    # ---- contents

    @property
    def base(self) -> str:
        """What the IRIs of data begin with."""
        return self._manifest.base

    @property
    def sources(self) -> Mapping[str, SourceEntry]:
        """The sources in the graph by name, in order of their names."""
        return dict(sorted(self._manifest.sources.items()))

    @property
    def store(self) -> Store:
        """The Oxigraph store, for reading by other means (oxrdflib, export). Raises GraphError when the graph is closed."""
        if self._store is None:
            raise GraphError(f"{self.path}: the graph is closed")
        return self._store

    def has(self, name: str, sha256: str, options_key: str | None = None) -> bool:
        """Whether the graph holds this content of the source, read with the options of that key (see Run.key; default: a plain run)."""
        known = self._manifest.sources.get(name)
        return known is not None and (known.sha256, known.options) == (sha256, options_key or Run().key)

    def source_text(self, name: str) -> str:
        """The text of a source exactly as decoded. Raises GraphError when the graph does not have it."""
        if name not in self._manifest.sources:
            raise GraphError(f"{self.path}: has no source {name}")
        path = self._text_path(self._manifest.sources[name].sha256)
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return file.read()
        except OSError as error:
            raise GraphError(f"{path}: cannot be read ({error.strerror}); build the graph again") from error

    def query(self, sparql: str, bindings: Mapping[str, Values] | None = None) -> Result:
        """The answer to a SPARQL SELECT or ASK over all graphs together. `bindings` fill the variables of its parameter block (see
        kg.graph.query). Raises QueryError."""
        return evaluate(self.store, sparql, bindings or {})

    # ---- writing

    def put(self, facts: DocumentFacts, run: Run | None = None) -> SourceEntry:
        """Replaces all that the source of this name said by `facts`, as one transaction. Returns its entry in the manifest.

        Raises EvidenceError or GraphError when the facts do not hold together; the graph is then as before.
        """
        run = run or Run()
        store, mint = self._writable(), Mint(self.base)
        new = dict.fromkeys(quads(facts, self.base, run))
        item = entry(facts, self.base, run.key)
        write_whole(self._text_path(facts.source.sha256), facts.source.text)
        previous = self._manifest.sources.get(facts.source.name)
        try:
            self._exchange(store, mint, NamedNode(previous.graph) if previous else None, NamedNode(item.graph), new)
        except OSError as error:
            raise GraphError(f"{self.path}: {facts.source.name} cannot be written ({error}); is the disk full?") from error
        self._manifest.sources[facts.source.name] = item
        if previous is not None and previous.sha256 != item.sha256:
            self._drop_text(previous.sha256)
        self._changed()
        return item

    def forget(self, name: str) -> None:
        """Removes all that a source said. Raises GraphError when the graph does not have it."""
        store, mint = self._writable(), Mint(self.base)
        if name not in self._manifest.sources:
            raise GraphError(f"{self.path}: has no source {name}")
        known = self._manifest.sources.pop(name)
        self._exchange(store, mint, NamedNode(known.graph), None, {})
        self._write_manifest()
        self._drop_text(known.sha256)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Many `put`s in a row: the manifest is written now and then and at the end, not after each."""
        self._batching = True
        try:
            yield
        finally:
            self._batching = False
            self._write_manifest()

    def _exchange(self, store: Store, mint: Mint, old: NamedNode | None, new: NamedNode | None, said: Mapping[Quad, None]) -> None:
        """Replaces the named graph `old` by `said` and brings the graph of entities up to date, in one transaction."""
        present = set(store.quads_for_pattern(None, None, None, old)) if old is not None else set()
        place = old or new
        assert place is not None
        gone, come = changes(store, mint, place, entity_statements(present), entity_statements(said))
        replaced = old is not None and old != new
        removed = gone if replaced else [*gone, *(q for q in present if q not in said)]
        added = [*come, *(said if replaced else (q for q in said if q not in present))]
        if not removed and not replaced:
            store.bulk_extend(added)  # five times faster than a transaction; what a killed one leaves behind is found by `_mend`
            return
        # one update is one transaction; the terms are written by the store's own serializer
        drop = f"DROP SILENT GRAPH {old} ;" if replaced else ""
        store.update(f"{drop} DELETE DATA {{ {_block(removed)} }} ; INSERT DATA {{ {_block(added)} }}")

    def _mend(self) -> None:
        """After a killed run: drops graphs that the manifest does not know, forgets sources that the store does not hold as it says, and
        makes the graph of entities anew if anything was amiss. Also loads the ontology when it changed."""
        store, mint, manifest = self._writable(), Mint(self.base), self._manifest
        (self.path / "texts").mkdir(exist_ok=True)
        generated = iri(Term.PROV_WAS_GENERATED_BY)
        holds = {
            name: Quad(g := NamedNode(item.graph), generated, mint.run(item.options), g) in store and self._text_path(item.sha256).exists()
            for name, item in manifest.sources.items()
        }
        manifest.sources = {name: item for name, item in manifest.sources.items() if holds[name]}
        known = {item.graph for item in manifest.sources.values()} | {
            mint.entities_graph.value,
            mint.inferred_graph.value,
            ontology().graph.value,
        }
        orphans = [g for g in store.named_graphs() if g.value not in known]
        for graph in orphans:
            store.remove_graph(graph)
        if orphans or not all(holds.values()):
            store.remove_graph(mint.entities_graph)
            store.extend(everything(store, mint, [NamedNode(i.graph) for i in manifest.sources.values()]))
        self._load_ontology(store)
        manifest.software, manifest.format = SOFTWARE, FORMAT
        self._write_manifest()

    def _load_ontology(self, store: Store) -> None:
        words = ontology()
        key = digest([str(q) for q in words.triples])
        if self._manifest.ontology_digest == key:
            return
        store.remove_graph(words.graph)
        store.extend(Quad(q.subject, q.predicate, q.object, words.graph) for q in words.triples)
        self._manifest.ontology, self._manifest.ontology_digest = words.version, key

    def _writable(self) -> Store:
        if self.read_only:
            raise GraphError(f"{self.path}: the graph is open for reading only")
        return self.store

    def _changed(self) -> None:
        self._unwritten += 1
        if not self._batching or self._unwritten >= _BATCH:
            self._write_manifest()

    def _write_manifest(self) -> None:
        self._manifest.write(self.path)
        self._unwritten = 0

    def _text_path(self, sha256: str) -> Path:
        return self.path / "texts" / f"{sha256}.txt"

    def _drop_text(self, sha256: str) -> None:
        if all(item.sha256 != sha256 for item in self._manifest.sources.values()):
            self._text_path(sha256).unlink(missing_ok=True)


def _block(quads: list[Quad]) -> str:
    """Quads in the syntax of SPARQL's quad data."""
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(str(quad.triple))
    return "\n".join(f"GRAPH {graph} {{\n" + " .\n".join(triples) + "\n}" for graph, triples in by_graph.items())
