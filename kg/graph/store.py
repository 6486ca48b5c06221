"""A knowledge graph in a folder: the triples, the list of contents, the exact text of every source, and an index of its words.

    GRAPH/manifest.json  contents (kg.graph.manifest)
    GRAPH/versions/      the triples: Oxigraph (RocksDB), one folder for each published version (kg.graph.versions)
    GRAPH/texts/         decoded text of each source, so that offsets can always be followed (kg.graph.texts)
    GRAPH/text.sqlite    which articles, proposals and names hold a word (kg.graph.textindex)
    GRAPH/inference.sqlite  what links rest on, so that few must be inferred anew when a document changes (kg.resolve.ledger)
    GRAPH/lock           held by the one writer

Any number of readers see the graph as it was published when they opened it, also while a writer works. A document is in a version whole
or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from pyoxigraph import NamedNode, Store

from kg.errors import GraphError
from kg.graph.frame import Triple
from kg.graph.kept import Kept
from kg.graph.lock import Lock
from kg.graph.manifest import NAME, Manifest, SourceEntry
from kg.graph.migrate import migrations
from kg.graph.prepare import Prepared, prepare
from kg.graph.query import Result, Values, evaluate
from kg.graph.remote import RemoteTexts, RemoteWriter, connect, contents, new_manifest
from kg.graph.run import SOFTWARE, Run
from kg.graph.textindex import Hit, TextIndex
from kg.graph.texts import Texts
from kg.graph.units import UnitKind
from kg.graph.versions import Versions, is_manifest_alone
from kg.graph.writer import Writer
from kg.model import DocumentFacts
from kg.vocab import DEFAULT_BASE, Mint, ontology


class GraphStore:
    """An open graph. Use `create`, `open` or `open_or_create`, and close it (or use it in a `with`)."""

    def __init__(
        self, path: Path | str, manifest: Manifest, hold: Lock | None, opened: Store | Writer | RemoteWriter, texts: Texts | RemoteTexts
    ) -> None:
        """For `open` and `at` only. hold: what keeps others from changing what is read here, released on closing."""
        self.path = path
        self._manifest = manifest
        self._hold = hold
        self._writer = opened if isinstance(opened, Writer | RemoteWriter) else None
        self._store = opened if not isinstance(opened, Writer | RemoteWriter) else None
        self._index: TextIndex | None = None
        self._texts = texts
        self.read_only = self._writer is None
        self.kept = Kept() if isinstance(opened, Store) else None
        """What was read of the triples and may be kept, as they do not change; None while they can (a writer's, a server's)."""

    # ---- opening and closing

    @classmethod
    def create(cls, path: Path, *, base: str = DEFAULT_BASE) -> Self:
        """A new, empty graph in a folder that does not exist or is empty. Raises GraphError otherwise; nothing is overwritten."""
        path = Path(path)
        if path.exists() and (not path.is_dir() or not is_manifest_alone(path)):
            what = "already holds a graph; open it" if (path / NAME).exists() else "exists and is not a graph; name a new or empty folder"
            raise GraphError(f"{path}: {what}")
        Mint(base)
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{path}: cannot be made ({error.strerror}); name another folder") from error
        Manifest(SOFTWARE, ontology().version, "", base).write(path)  # version 0: nothing published yet
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """An existing graph; one of an older version of the ontology is brought up to date when it is opened for writing.

        Raises GraphError when the folder is no graph, was written by a newer version, is of an older one and opened for reading only, or
        when another program is writing it and this one wants to write, too.
        """
        path = Path(path)
        return cls._for_reading(path) if read_only else cls._for_writing(path)

    @classmethod
    def _for_reading(cls, path: Path) -> Self:
        versions = Versions(path)
        manifest, hold = versions.held()
        try:
            migrations(path, manifest.ontology, read_only=True)
            store = Store.read_only(str(versions.store_of(manifest.version))) if manifest.version else Store()
            return cls(path, manifest, hold, store, Texts(path))
        except OSError as error:
            if hold is not None:
                hold.release()
            raise GraphError(f"{path}: the store cannot be opened ({error})") from error
        except GraphError:
            if hold is not None:
                hold.release()
            raise

    @classmethod
    def _for_writing(cls, path: Path) -> Self:
        if not (path / "lock").exists():
            Manifest.read(path)  # a folder that is no graph is left alone
        lock = Lock(path / "lock", exclusive=True)
        try:
            versions = Versions(path)
            manifest = versions.current()  # now that nobody else can change it
            migrations(path, manifest.ontology, read_only=False)
            return cls(path, manifest, lock, Writer(path, versions, manifest), Texts(path))
        except OSError as error:
            lock.release()
            raise GraphError(f"{path}: the store cannot be opened ({error}); is the disk full?") from error
        except BaseException:
            lock.release()
            raise

    @classmethod
    def at(cls, url: str, *, base: str | None = None, read_only: bool = False) -> Self:
        """The graph in a SPARQL server (see kg.graph.remote), begun there when it is opened for writing and there is none.

        base: of its IRIs; needed where the server holds several graphs. Raises GraphError when no server answers at this address, it
        holds no graph (for reading), or another program is writing it.
        """
        server = connect(url)
        manifest = contents(server, url, base=base)
        if manifest is None:
            if read_only:
                raise GraphError(f"{url}: holds no graph; kg build --store {url} makes one")
            manifest = new_manifest(base)
        migrations(Path(url), manifest.ontology, read_only=True)
        opened = cast(Store, server) if read_only else RemoteWriter(server, manifest, url)
        return cls(url, manifest, None, opened, RemoteTexts(server, manifest))

    @classmethod
    def open_or_create(cls, path: Path, *, base: str | None = None) -> Self:
        """The graph in this folder for writing, new if there is none. Raises GraphError as `open` and `create`, and when the graph that is
        there has another base."""
        path = Path(path)
        if not (path / NAME).exists():
            return cls.create(path, base=base or DEFAULT_BASE)
        graph = cls.open(path)
        if base is not None and graph.base != base:
            graph.close()
            raise GraphError(f"{path}: its IRIs begin with {graph.base}, not {base}; name another folder for another base")
        return graph

    def close(self) -> None:
        """Publishes what is not yet published, and gives the graph free; twice does no harm."""
        try:
            if self._writer is not None:
                self._writer.close()
        finally:
            if self._index is not None:
                self._index.close()
            self._store = self._index = self.kept = None
            if self._hold is not None:
                self._hold.release()

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
    def ontology_version(self) -> str:
        """The version of the ontology that the graph keeps to."""
        return self._manifest.ontology

    @property
    def sources(self) -> Mapping[str, SourceEntry]:
        """The sources in the graph by name, in order of their names."""
        return dict(sorted(self._manifest.sources.items()))

    @property
    def size(self) -> int:
        """How many quads there are, without counting them."""
        if self._writer is not None:
            self._writer.count()
        return self._manifest.quads

    @property
    def entities(self) -> Mapping[str, int]:
        """How many entities there are, by IRI of their class, without counting them."""
        if self._writer is not None:
            self._writer.count()
        return dict(sorted(self._manifest.entities.items()))

    @property
    def store(self) -> Store:
        """The Oxigraph store, for reading by other means (oxrdflib, export). Raises GraphError when the graph is closed."""
        if self._writer is not None:
            return self._writer.store
        if self._store is None:
            raise GraphError(f"{self.path}: the graph is closed")
        return self._store

    @property
    def being_written(self) -> bool:
        """Whether another program writes to the graph, or was killed while it did; what is read is then the graph as published before. Not
        known (False) of a graph in a server."""
        return self.read_only and isinstance(self.path, Path) and Versions(self.path).at_work()

    def entry(self, name: str) -> SourceEntry | None:
        """What the graph knows of a source; None when it does not have it."""
        return self._manifest.sources.get(name)

    def has(self, name: str, sha256: str, options_key: str | None = None) -> bool:
        """Whether the graph holds this content of the source, read with the options of that key (see Run.key; default: a plain run)."""
        known = self._manifest.sources.get(name)
        return known is not None and (known.sha256, known.options) == (sha256, options_key or Run().key)

    def source_text(self, name: str) -> str:
        """The text of a source exactly as decoded. Raises GraphError when the graph does not have it."""
        if name not in self._manifest.sources:
            raise GraphError(f"{self.path}: has no source {name}")
        return self._texts.read(self._manifest.sources[name].sha256)

    def query(self, sparql: str, bindings: Mapping[str, Values] | None = None) -> Result:
        """The answer to a SPARQL SELECT or ASK over all graphs together. `bindings` fill the variables of its parameter block (see
        kg.graph.query). Raises QueryError."""
        return evaluate(self.store, sparql, bindings or {})

    def search(self, text: str, *, kinds: Collection[UnitKind] = tuple(UnitKind), limit: int = 100) -> list[Hit]:
        """Articles, documents, proposals and entities whose words hold all of `text` (words parted by white space), at most `limit`.

        Each hit has the IRI that stands for it in the graph, and a snippet. Width, case, punctuation, and simplified or
        traditional characters make no difference. Raises QueryError when there is nothing to look for.
        """
        _ = self.store  # what waits is brought into the index, too
        if self._index is None:
            if not isinstance(self.path, Path):
                raise GraphError(f"{self.path}: the words of a graph in a server are not indexed; search in a graph in a folder")
            if not TextIndex.is_there(self.path):
                raise GraphError(f"{self.path}: has no text index; the next kg build makes it")
            self._index = TextIndex(self.path, read_only=True)
        return self._index.search(text, {item.key: name for name, item in self._manifest.sources.items()}, kinds, limit)

    # ---- writing

    def put(self, facts: DocumentFacts, run: Run | None = None) -> SourceEntry:
        """Replaces all that the source of this name said by `facts`. Returns its entry in the manifest.

        Raises EvidenceError or GraphError when the facts do not hold together; the graph is then as before. Raises GraphError when there is
        no room on the disk; the graph is then as it was published last.
        """
        return self.put_prepared(prepare(facts, self.base, run))

    def put_prepared(self, document: Prepared) -> SourceEntry:
        """`put` for what another process prepared."""
        self._writable().put(document)
        return document.entry

    def forget(self, name: str) -> None:
        """Removes all that a source said. Raises GraphError when the graph does not have it."""
        if name not in self._manifest.sources:
            raise GraphError(f"{self.path}: has no source {name}")
        self._writable().forget(name)

    def replace_graph(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Makes `triples` all that a named graph says which is none of a source (the dataset's description, a user's identifiers)."""
        self._writable().replace_graph(graph, triples)

    def change_graph(self, graph: NamedNode, gone: Iterable[Triple], come: Iterable[Triple]) -> None:
        """Takes triples from a named graph which is none of a source, and adds others; what is in both stays."""
        writer = self._writable()
        if isinstance(writer, Writer):
            writer.change_graph(graph, gone, come)
            return
        present = {(q.subject, q.predicate, q.object) for q in self.store.quads_for_pattern(None, None, None, graph)}
        writer.replace_graph(graph, cast(Iterable[Triple], (present - {*gone}) | {*come}))

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Many changes in a row: they are stored together, and published now and then and at the end, not after each."""
        with self._writable().batch():
            yield

    def put_in_order(self) -> None:
        """The last thing to do after many changes: has the files of the store merged where that is worth it (see Writer.put_in_order). A
        server sees to its own store."""
        writer = self._writable()
        if isinstance(writer, Writer):
            writer.put_in_order()

    def _writable(self) -> Writer | RemoteWriter:
        if self._writer is None:
            raise GraphError(f"{self.path}: the graph is open for reading only")
        return self._writer
