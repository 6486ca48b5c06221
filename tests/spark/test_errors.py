"""What goes wrong is told in one line that says what to do, and what is good goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import BuildOptions
from kg.cli.app import run
from kg.errors import GraphError, InputError
from kg.graph import GraphStore
from kg.graph.lock import Lock
from kg.spark import SparkReport, build
from tests.spark.made import documents, quads, read_and_die
from tests.store.servers import free_port


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return documents(tmp_path / "documents", 4)


def tried(sources: Path, folder: Path, master: str = "local[2]") -> None:
    build([sources], folder, BuildOptions(), master=master)


def test_a_bad_file_is_told_and_the_others_go_on(made: Callable[..., SparkReport], tmp_path: Path, sources: Path) -> None:
    made(sources, tmp_path / "good")
    (sources / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (sources / "wrong.txt").write_text("错\n", encoding="utf-8")
    (sources / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    report = made(sources, tmp_path / "spark")
    assert report.documents == 4 and {name.rpartition("/")[2] for name, _ in report.failed} == {"bad.txt", "wrong.txt", "old.doc"}
    assert dict(report.failed)["wrong.txt"] == "错: not known" and "a picture" in dict(report.failed)["bad.txt"]
    assert quads(tmp_path / "spark") == quads(tmp_path / "good")
    assert made(sources, tmp_path / "spark").made == 0


def test_nothing_that_can_be_read(made: Callable[..., SparkReport], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        made(tmp_path / "nowhere", tmp_path / "spark")
    assert not (tmp_path / "spark").exists()
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "wrong.txt").write_text("错\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^wrong\.txt: 错: not known$"):
        made(folder, tmp_path / "spark")
    assert not (tmp_path / "spark" / "manifest.json").exists()


def test_a_folder_that_holds_something_else_is_left_alone(made: Callable[..., SparkReport], tmp_path: Path, sources: Path) -> None:
    with GraphStore.create(tmp_path / "graph"):
        pass
    with pytest.raises(GraphError, match="holds a graph; name a new folder"):
        made(sources, tmp_path / "graph")
    with pytest.raises(GraphError, match="is not empty; name a new folder"):
        made(sources, sources)
    assert len(list(sources.iterdir())) == 4
    (tmp_path / "spark" / "restart").mkdir(parents=True)
    lock = Lock(tmp_path / "spark" / "lock", exclusive=True)
    with pytest.raises(GraphError, match="in use by another program"):
        made(sources, tmp_path / "spark")
    lock.release()


def test_another_program_on_a_worker_is_told_in_one_line(
    made: Callable[..., SparkReport], tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.options.software_key", lambda: "0.0.0+another")
    with pytest.raises(InputError, match="is not the one that the build was begun with; install the same version") as error:
        made(sources, tmp_path / "spark")
    assert "\n" not in str(error.value)


def test_a_worker_that_dies(made: Callable[..., SparkReport], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sources = documents(tmp_path / "many")
    with pytest.raises(GraphError, match=r"gave up at task \d: a worker process was ended .*; finished partitions are kept: run the same"):
        made(sources, tmp_path / "spark", reader=read_and_die)
    assert "java" not in capfd.readouterr().err
    assert made(sources, tmp_path / "spark").documents == 24


def test_another_master_than_the_running_one(spark: None, tmp_path: Path, sources: Path) -> None:
    with pytest.raises(InputError, match=r"this program already uses local\[2\]"):
        tried(sources, tmp_path / "spark", "local[1]")


def test_no_pyspark(tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(InputError, match=r"needs pyspark, which is not installed: pip install 'lianghui-kg\[spark\]'"):
        tried(sources, tmp_path / "spark")
    assert not (tmp_path / "spark").exists()


class Without:
    """Spark without a session of its own: nothing is started, because something is missing before that."""

    class SparkContext:
        _active_spark_context = None


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", Without)


@pytest.mark.usefixtures("nothing_runs")
def test_no_java(tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(InputError, match="needs Java 17 or newer, and there is none: install it"):
        tried(sources, tmp_path / "spark")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match="where there is no bin/java; set it to where Java 17 is, or unset it"):
        tried(sources, tmp_path / "spark")


@pytest.mark.usefixtures("nothing_runs")
@pytest.mark.parametrize("master", ["spark://127.0.0.1:{port}", "k8s://https://127.0.0.1:{port}", "spark://127.0.0.1:{port},127.0.0.1:{port}"])
def test_no_master(tmp_path: Path, sources: Path, master: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.spark.session._check_java", lambda: None)
    with pytest.raises(InputError, match=r"nobody answers there .*; is the master running"):
        tried(sources, tmp_path / "spark", master.format(port=free_port()))


@pytest.mark.usefixtures("nothing_runs")
def test_what_is_no_master(tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.spark.session._check_java", lambda: None)
    monkeypatch.delenv("HADOOP_CONF_DIR", raising=False)
    monkeypatch.delenv("YARN_CONF_DIR", raising=False)
    for master, why in (("localhost:7077", "not the address of a Spark master"), ("yarn", "set HADOOP_CONF_DIR")):
        with pytest.raises(InputError, match=why):
            tried(sources, tmp_path / "spark", master)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--engine", "spark", "-o", "x"], "name its --master"),
        (["--engine", "spark", "--master", "local[2]"], "name a folder with -o"),
        (["--engine", "spark", "--master", "local[2]", "-o", "x", "--jobs", "2"], "--jobs is not for Spark"),
        (["--engine", "spark", "--master", "local[2]", "-o", "x", "--check"], "--check is not for Spark"),
        (["--engine", "spark", "--master", "local[2]", "-o", "x", "--partitions", "0"], "at least one is needed"),
        (["--master", "local[2]", "-o", "x"], "--master is for a build on Spark only: add --engine spark"),
        (["--plain", "-o", "x"], "--plain is for a build on Spark only"),
    ],
)
def test_options_that_do_not_fit(sources: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str) -> None:
    assert run(["build", str(sources), *given]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1
