"""Which files a user's paths stand for, and by what name each is cited.

The outcome does not depend on the order of the paths, the order in which a disk lists a folder, or the folder in which the program runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.read.formats import BY_SUFFIX, ELSEWHERE

SUFFIXES = frozenset(BY_SUFFIX)
"""Endings of the files that are read, in lower case."""
_PAGES = (".html", ".htm", ".shtml", ".xhtml")


@dataclass(frozen=True, slots=True)
class Found:
    """A path that stands for a document, with the name that it is cited by. fault: why it cannot be read, if that is known."""

    name: str
    path: Path
    fault: str | None = None


def find_files(paths: Sequence[Path]) -> list[Found]:
    """The documents that `paths` (files and folders) stand for, each once, sorted by name.

    Folders are searched through all their subfolders for the endings of SUFFIXES; hidden files, other endings, links that lead nowhere or
    back, the lock files of Office (~$…) and the folders of pictures and scripts that browsers put beside a saved page (…_files) are passed
    over there. Documents of formats that are not read (old Word files) are found with a fault, and so is any path that the user named
    himself. A document is named by its file's name. Where several have the same file name, each is named by as many of its folders as
    tell them apart (2024/报告.txt, 2025/报告.txt).
    """
    files: dict[Path, Path] = {}
    faults: dict[str, Found] = {}
    for path in sorted(set(paths)):
        if path.is_dir():
            inside = list(_walk(path, {path.resolve()}))
            if not inside:
                endings = ", ".join(sorted(SUFFIXES))
                faults[str(path)] = Found(str(path), path, f"the folder holds no document ({endings}): name another folder or file")
            for file in inside:
                if (why := ELSEWHERE.get(file.suffix.lower())) is not None:
                    faults[str(file)] = Found(str(file), file, why)
                else:
                    files.setdefault(file.resolve(), file)
        elif not path.exists():
            faults[str(path)] = Found(str(path), path, "there is no such file or folder: check the path")
        elif not path.is_file():
            faults[str(path)] = Found(str(path), path, "neither a file nor a folder: name a file or folder of documents")
        elif path.suffix.lower() not in SUFFIXES:
            ending = f"files ending in {path.suffix} are" if path.suffix else "a file without an ending is"
            endings = ", ".join(sorted(SUFFIXES))
            why = ELSEWHERE.get(path.suffix.lower(), f"{ending} not read: save it as text ({endings})")
            faults[str(path)] = Found(str(path), path, why)
        else:
            files.setdefault(path.resolve(), path)
    named = [Found(name, path) for name, path in _names(sorted(files))]
    return sorted([*named, *faults.values()], key=lambda found: (found.name, str(found.path)))


def _walk(folder: Path, above: set[Path]) -> Iterator[Path]:
    """Documents below `folder`, in order of their names. `above`: the real folders that lead here, so that a link cannot lead back."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return  # a folder that may not be opened holds nothing for this user
    pages = {entry.stem for entry in entries if entry.suffix.lower() in _PAGES}
    for entry in entries:
        if entry.name.startswith((".", "~$")) or _is_kept_for_a_page(entry.name, pages):
            continue
        try:
            real = entry.resolve(strict=True)
        except (OSError, RuntimeError):  # a link that leads nowhere, or to itself
            continue
        if real.is_dir():
            if real not in above:
                yield from _walk(entry, above | {real})
        elif real.is_file() and (entry.suffix.lower() in SUFFIXES or entry.suffix.lower() in ELSEWHERE):
            yield entry


def _is_kept_for_a_page(name: str, pages: set[str]) -> bool:
    """Whether a folder is what browsers save beside a page: 页面.html and 页面_files (or 页面.files)."""
    return any(name.removesuffix(end) in pages for end in ("_files", ".files") if name.endswith(end))


def _names(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Each path with its last parts, as many as it takes to tell it from the others."""
    todo, depth, out = list(paths), 1, []
    while todo:
        groups: dict[str, list[Path]] = {}
        for path in todo:
            groups.setdefault("/".join(path.parts[-depth:]), []).append(path)
        out += [(name, group[0]) for name, group in groups.items() if len(group) == 1]
        todo = [path for group in groups.values() if len(group) > 1 for path in group]
        depth += 1
    return out
