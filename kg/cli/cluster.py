"""`kg build --engine spark`: the same documents and options, on a cluster, to partitions of N-Quads instead of a graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.output import say
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.build import BuildOptions
    from kg.spark import SparkReport


class Engine(StrEnum):
    """What carries out a build."""

    LOCAL = "local"
    SPARK = "spark"


@dataclass(frozen=True, slots=True)
class Cluster:
    """What a user may say of Spark. master: its address. partitions: of documents; None for as many as follow from their number. plain:
    files that are not packed. candidates: whether to infer which nodes may be one."""

    master: str | None = None
    partitions: int | None = None
    plain: bool = False
    candidates: bool = True

    def refuse(self) -> None:
        """Raises InputError when anything is said of Spark, which is not asked to do the build."""
        said = {"--master": self.master, "--partitions": self.partitions, "--plain": self.plain}
        for option, value in said.items():
            if value:
                raise InputError(f"{option} is for a build on Spark only: add --engine spark")


def build_on_spark(
    sources: Sequence[Path], folder: Path | None, options: BuildOptions, cluster: Cluster, *, server: str | None, check: bool | None
) -> SparkReport:
    """Build with a progress bar on standard error: tasks of the present stage. Raises InputError and GraphError."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from kg.spark import build

    if folder is None or server is not None:
        raise InputError("--engine spark writes partitions for bulk load: name a folder with -o that all machines see")
    if cluster.master is None:
        raise InputError("--engine spark: which Spark? name its --master: local[*], spark://HOST:7077, yarn or k8s://https://HOST:PORT")
    if options.jobs is not None:
        raise InputError("--jobs is not for Spark: the master says how many work at once (local[4]), or the cluster's configuration")
    if check:
        raise InputError("--check is not for Spark: load the partitions, then kg check")
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("partitions", total=None)
        return build(
            sources,
            folder,
            options,
            master=cluster.master,
            partitions=cluster.partitions,
            packed=not cluster.plain,
            candidates=cluster.candidates,
            on_progress=lambda done, total: progress.update(task, completed=done, total=total),
        )


def tell_of_spark(report: SparkReport, names: Path | None) -> None:
    """The summary: what there is on standard output, what is wrong with it on standard error."""
    sys.stdout.write(f"{report.documents} documents, {report.characters:,} characters, {report.quads:,} quads\n")
    sys.stdout.write(f"{report.files} files, {report.bytes:,} bytes, listed in {Path(report.folder) / 'manifest.json'}\n")
    tell_of_faults(report, names)
    done = f"{report.made} of {report.partitions} partitions made, {report.partitions - report.made} were finished"
    say(f"{report.folder}: {done}; {len(report.failed)} documents failed")


def tell_of_faults(report: SparkReport, names: Path | None) -> None:
    """Documents, names and decisions that came to nothing, on standard error."""
    for name, reason in report.failed:
        say(f"kg: {name}: {reason}")
    for name in report.unmatched:
        say(f"kg: {names}: {name} is of no one entity of the graph; its identifiers are passed over")
    for decision in report.idle:
        say(f"kg: decisions, line {decision.line}: is about nothing in this graph; passed over")
