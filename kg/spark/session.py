"""Starting Spark, with one clear line where it cannot be: no pyspark, no Java, nobody at the address of the master."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import GraphError, InputError

_MASTER = re.compile(r"local(\[(\d+|\*)(, ?\d+)?\])?|local-cluster\[.+\]|spark://\S+|k8s://\S+|yarn")
_OURS = re.compile(r"^(?:kg\.errors\.)?(InputError|GraphError): (.+)$", re.MULTILINE)
_CAUSE = re.compile(r"^(?:Caused by: )?[\w.$]*(?:Error|Exception): (.+)$", re.MULTILINE)
_TASK = re.compile(r"Task (\d+) in stage")
_PATIENCE = 5.0  # seconds
_LOGGING = Path(__file__).with_name("log4j2.properties")


@contextmanager
def context(master: str) -> Iterator[Any]:
    """A SparkContext on `master`; the one that the program already has, which is then left running.

    Raises InputError when there can be none, and GraphError, in one line, for what goes wrong on the cluster while it is used.
    """
    pyspark = _pyspark()
    if not _MASTER.fullmatch(master):
        raise InputError(f"--master {master}: not the address of a Spark master: write local[*], spark://HOST:7077, yarn or k8s://https://HOST:PORT")
    running = pyspark.SparkContext._active_spark_context
    if running is not None and running.master != master:
        raise InputError(f"--master {master}: this program already uses {running.master}; stop that session, or name its master")
    here = master.startswith("local")
    _check_java()
    _check_reachable(master)
    started = None
    try:
        started = running or _started(pyspark, master, here)
        with _plain_errors():
            yield started
    finally:
        if started is not None and running is None:
            started.stop()


def _pyspark() -> Any:
    try:
        import pyspark
    except ImportError:
        raise InputError("--engine spark needs pyspark, which is not installed: pip install 'lianghui-kg[spark]'") from None
    return pyspark


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if home and not (Path(home) / "bin" / "java").exists() and not (Path(home) / "bin" / "java.exe").exists():
        raise InputError(f"--engine spark: JAVA_HOME is {home}, where there is no bin/java; set it to where Java 17 is, or unset it")
    if not home and shutil.which("java") is None:
        how = "install it (Debian: default-jre-headless), or set JAVA_HOME"
        raise InputError(f"--engine spark needs Java 17 or newer, and there is none: {how}")


def _check_reachable(master: str) -> None:
    """Spark itself tries for a minute, and then tells it in hundreds of lines."""
    if master == "yarn" and not (os.environ.get("HADOOP_CONF_DIR") or os.environ.get("YARN_CONF_DIR")):
        raise InputError("--master yarn: set HADOOP_CONF_DIR to the folder that holds the cluster's configuration")
    if not master.startswith(("spark://", "k8s://")):
        return
    failed = None
    for address in master.removeprefix("k8s://").removeprefix("spark://").split(","):
        parts = urlsplit(address if "//" in address else f"//{address}")
        try:
            port = parts.port or (443 if parts.scheme == "https" else 7077)
            socket.create_connection((parts.hostname or "", port), timeout=_PATIENCE).close()
        except (OSError, ValueError) as error:
            failed = error
        else:
            return
    why = getattr(failed, "strerror", None) or failed
    raise InputError(f"--master {master}: nobody answers there ({why}); is the master running? local[*] needs none")


def _started(pyspark: Any, master: str, here: bool) -> Any:
    settings = pyspark.SparkConf().setMaster(master).setAppName("lianghui-kg").set("spark.ui.showConsoleProgress", "false")
    if here:
        # this very program does the work; there is no site of a cluster to look at, and nobody to read the log of one
        settings.set("spark.executorEnv.PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        settings.set("spark.ui.enabled", "false").set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1")
        # Java only moves bytes here: what its second compiler does takes longer than it saves
        settings.set("spark.driver.extraJavaOptions", f"-XX:TieredStopAtLevel=1 -Dlog4j2.configurationFile={_LOGGING.as_uri()}")
    before = os.environ.get("PYSPARK_PYTHON")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        return pyspark.SparkContext(conf=settings)
    except Exception as error:  # of py4j, of pyspark, of Java: whatever kept Spark from starting
        said = " ".join(_cause(error).split())[:300]
        if "GATEWAY" in said:
            said = "Java ended at once; Spark needs Java 17 or newer (java -version tells which one is used)"
        raise InputError(f"--master {master}: Spark does not start: {said}") from error
    finally:
        if before is None:
            os.environ.pop("PYSPARK_PYTHON", None)


@contextmanager
def _plain_errors() -> Iterator[None]:
    from py4j.protocol import Py4JError, Py4JNetworkError

    try:
        yield
    except (Py4JError, Py4JNetworkError, ConnectionError) as error:
        text = str(error)
        ours = _OURS.search(text)
        if ours is not None:
            raise (InputError if ours[1] == "InputError" else GraphError)(ours[2]) from error
        said = " ".join(_cause(error).split())[:300]
        if "worker exited unexpectedly" in text:
            said = "a worker process was ended from outside (out of memory?)"
        task = _TASK.search(text)
        place = f" at task {task[1]}" if task is not None else ""
        raise GraphError(f"Spark gave up{place}: {said}; finished partitions are kept: run the same command again") from error


def _cause(error: BaseException) -> str:
    """The one line of Spark's hundreds that says what happened."""
    found = _CAUSE.findall(str(error))
    return found[-1] if found else str(error)
