"""Published versions of a graph's store: each is whole and never written again, so that readers are safe while one writer works.

    GRAPH/manifest.json        the contents, and which version is the current one; replaced in one step
    GRAPH/versions/00000007/   store/ (Oxigraph), its own manifest.json, and a lock file that readers hold while they use it
    GRAPH/work/                the writer's own copy; thrown away when the writer ended without publishing it
    GRAPH/lock                 held by the one writer

A version shares its files with the one before it (hard links to RocksDB's immutable files), so that publishing costs milliseconds.
Whatever happens to a writer (killed, disk full, no memory), the last published version stays as it was.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.errors import GraphError
from kg.graph.lock import Lock
from kg.graph.manifest import NAME, Manifest, write_whole

_NEVER_CHANGED = ".sst"
"""Files that RocksDB writes once; the others (CURRENT, MANIFEST, logs) are small and copied."""
_TRIES = 100


class Versions:
    """The versions in the folder of one graph."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._all = folder / "versions"
        self._work = folder / "work"

    def store_of(self, version: int) -> Path:
        """Where the store of a version is."""
        return self._all / f"{version:08}" / "store"

    def held(self) -> tuple[Manifest, Lock | None]:
        """The contents of the current version, and a hold that keeps the version from being removed until it is released.

        None where nothing was published yet. Raises GraphError when the folder is no graph, or the version is not there.
        """
        for _ in range(_TRIES):
            manifest = self.current()
            if manifest.version == 0:
                return manifest, None
            store = self.store_of(manifest.version)
            with suppress(GraphError):  # the writer is removing it, because there is a newer one
                hold = Lock(store.parent / "lock", exclusive=False)
                if store.is_dir():
                    return manifest, hold
                hold.release()
            time.sleep(0.01)
        raise GraphError(f"{self.folder}: version {manifest.version} of its store is missing; remove the folder and build the graph again")

    def current(self) -> Manifest:
        """The contents of the current version: what manifest.json says, or the newest version that is there when that one is not.

        Raises GraphError when the folder is no graph.
        """
        manifest = Manifest.read(self.folder)
        if manifest.version == 0 or self.store_of(manifest.version).is_dir():
            return manifest
        there = self._numbers()
        return Manifest.read(self._all / f"{there[-1]:08}") if there else manifest

    def work_on(self, version: int) -> Path:
        """A private copy of a version to write to; empty for version 0.

        Only the holder of the graph's lock may call it.
        """
        shutil.rmtree(self._work, ignore_errors=True)
        work = self._work / "store"
        work.mkdir(parents=True)
        if version:
            for file in self.store_of(version).iterdir():
                if file.suffix == _NEVER_CHANGED:
                    _link(file, work / file.name)
                elif file.is_file() and file.name != "LOCK":
                    shutil.copyfile(file, work / file.name)
        return work

    def at_work(self) -> bool:
        """Whether somebody writes to the graph, or was killed while writing and nobody has written to it since."""
        return self._work.exists()

    def drop_work(self) -> None:
        """Removes the writer's copy."""
        shutil.rmtree(self._work, ignore_errors=True)

    def publish(self, store: Store, manifest: Manifest) -> None:
        """Makes what the writer's store holds the current version, which `manifest` describes. Raises OSError or GraphError when there is
        no room; the current version is then the one before."""
        number = max([manifest.version, *self._numbers()]) + 1
        coming = self._all / f".{number:08}"
        shutil.rmtree(coming, ignore_errors=True)
        coming.mkdir(parents=True)
        before, manifest.version = manifest.version, number
        try:
            store.backup(str(coming / "store"))
            (coming / "lock").touch()
            manifest.write(coming)
            _settle(coming)
            there = self._all / f"{number:08}"
            coming.replace(there)
            _settle(self._all)
            write_whole(self.folder / NAME, (there / NAME).read_text(encoding="utf-8"))
            _settle(self.folder)
        except BaseException:
            manifest.version = before
            shutil.rmtree(coming, ignore_errors=True)
            raise

    def sweep(self, current: int) -> bool:
        """Removes all versions but the current one, those that nobody reads. Returns whether only the current one is left."""
        alone = True
        for half in self._all.glob(".*.gone") if self._all.is_dir() else ():
            shutil.rmtree(half, ignore_errors=True)  # its removal was broken off
        for number in self._numbers():
            if number == current:
                continue
            old = self._all / f"{number:08}"
            try:
                hold = Lock(old / "lock", exclusive=True)
            except GraphError:
                alone = False
                continue
            gone = self._all / f".{number:08}.gone"
            try:
                old.replace(gone)  # in one step, so that nobody finds half of it
            except OSError:  # Windows, while a reader has its files open
                alone = False
            else:
                shutil.rmtree(gone, ignore_errors=True)
            finally:
                hold.release()
        return alone

    def _numbers(self) -> list[int]:
        if not self._all.is_dir():
            return []
        return sorted(int(p.name) for p in self._all.iterdir() if p.name.isdigit())


def is_manifest_alone(folder: Path) -> bool:
    """Whether a folder holds nothing but what is left of a graph that was broken off before it began."""
    return all(p.name.startswith(f".{NAME}.") for p in folder.iterdir())


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:  # a file system without hard links
        shutil.copyfile(file, to)


def _settle(folder: Path) -> None:
    """Has the system write the names in a folder to the disk. Windows has no such thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
