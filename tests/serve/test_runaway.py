"""A query without end is stopped on time, with nothing half done given out, and the others go on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.serve.conftest import DEADLINE, RUNAWAY, Answer, Site, start, until

QUICK = "SELECT DISTINCT ?n WHERE { ?x kg:mainType kg:Project ; skos:prefLabel ?n }"


def timed(site: Site, query: str, accept: str = "text/csv") -> tuple[Answer, float]:
    began = time.monotonic()
    answer = site.sparql(query, accept)
    return answer, time.monotonic() - began


def test_a_query_past_its_deadline_is_503_and_says_so(hasty: Site) -> None:
    for accept, words in (("text/csv", "3"), ("text/html", "已停止")):
        answer, seconds = timed(hasty, RUNAWAY, accept)
        assert answer.status == 503 and words in answer.text and "没有给出部分结果" in answer.text
        assert DEADLINE - 0.1 < seconds < DEADLINE + 3
        assert answer.headers["retry-after"]
    rows = f"SELECT ?n WHERE {{ {{ ?x kg:mainType ?n }} UNION {{ {RUNAWAY} }} }}"
    assert timed(hasty, rows)[0].status == 503, "also one that has given some rows"


def test_others_do_not_notice(hasty: Site) -> None:
    with ThreadPoolExecutor(52) as crowd:
        runaways = [crowd.submit(timed, hasty, RUNAWAY) for _ in range(2)]
        time.sleep(0.2)
        answers = list(crowd.map(lambda _: timed(hasty, QUICK), range(48)))
    assert [a.status for a, _ in answers] == [200] * 48
    assert all(a.text == "n\r\n溪东大桥\r\n" for a, _ in answers)
    assert [r.result()[0].status for r in runaways] == [503, 503]


def test_more_runaways_than_workers_and_then_it_goes_on(hasty: Site) -> None:
    with ThreadPoolExecutor(12) as crowd:
        done = list(crowd.map(lambda _: timed(hasty, RUNAWAY), range(10)))
    assert {a.status for a, _ in done} == {503}
    assert max(seconds for _, seconds in done) < DEADLINE + 6
    assert timed(hasty, QUICK)[0].status == 200


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to see processes")
def test_a_visitor_who_leaves_stops_the_work(hasty: Site) -> None:
    until(lambda: len(workers(hasty)) >= 7 and not any(busy(pid) for pid in workers(hasty)), 30)
    before = workers(hasty)
    place = urlsplit(hasty.url)
    with socket.create_connection((place.hostname or "", place.port or 0)) as gone:
        gone.sendall(f"GET /sparql?{urlencode({'query': RUNAWAY})} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: text/csv\r\n\r\n".encode())
        until(lambda: any(busy(pid) for pid in workers(hasty)))
        ran = {pid for pid in workers(hasty) if busy(pid)}
    until(lambda: not ran & workers(hasty), DEADLINE)
    until(lambda: len(workers(hasty)) >= len(before))


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to see processes")
def test_processes_that_die_are_replaced_and_all_end_with_the_server(hasty: Site) -> None:
    process, url = start(hasty.graph, "--workers", "2", "--deadline", "17.25")
    other = Site(url, hasty.graph)

    def mine() -> set[int]:
        return {pid for pid in workers(hasty, "17.25") if pid != process.pid}

    try:
        for _ in range(2):
            until(lambda: len(mine()) == 3)  # two, and the one that they come from
            for pid in mine():
                os.kill(pid, signal.SIGKILL)
            until(lambda: other.sparql(QUICK).status == 200)
        until(lambda: len(mine()) == 3)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    until(lambda: not mine())


def test_bad_options_are_one_line(tmp_path: Path, hasty: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        cases = [
            ([tmp_path / "none"], "does not exist"),
            ([hasty.graph, "--port", str(taken.getsockname()[1])], "cannot be used"),
            ([hasty.graph, "--host", "no.such.host.invalid"], "cannot be used"),
        ]
        for arguments, words in cases:
            command = [sys.executable, "-m", "kg", "serve", *map(str, arguments)]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=30)
            assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


def workers(site: Site, deadline: str = str(DEADLINE)) -> set[int]:
    """The workers on a site's graph that have this deadline, and the process that they come from."""
    out = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if str(site.graph).encode() in words and deadline.encode() in words and b"-c" in words:
            out.add(int(path.parent.name))
    return out


def busy(pid: int) -> bool:
    """Whether a process has used a third of a second of the processor since it began its work (its start takes some, too)."""
    try:
        one = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        time.sleep(0.1)
        two = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return int(two[11]) - int(one[11]) >= 3
