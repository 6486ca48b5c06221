"""Drives a real headless Chromium over its DevTools protocol by a pair of pipes: no library, no driver, no port.

Protocol: https://chromedevtools.github.io/devtools-protocol/ (with --remote-debugging-pipe, JSON messages ended by a zero byte on the file
descriptors 3 and 4 of the browser).
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 30.0  # seconds for one answer of a slow machine
_LAUNCH = "import os, sys; r, w = map(int, sys.argv[1:3]); os.dup2(r, 3); os.dup2(w, 4); os.execvp(sys.argv[3], sys.argv[3:])"
_HIGH = 20  # the pipes' own descriptors must not be 3 or 4 when they are put there


def program() -> str | None:
    """The path of a Chromium, or None."""
    if sys.platform == "win32":
        return None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Page:
    """One page in a browser of its own. console: errors and warnings. requests: every address that it asked for, other than its own file
    and what stands in it."""

    def __init__(self, chromium: str, profile: Path, *, width: int = 1280, height: int = 800) -> None:
        self.console: list[str] = []
        self.requests: list[str] = []
        self._count = 0
        self._buffer = b""
        self._url = ""
        self._loaded = False
        down, up = os.pipe(), os.pipe()
        theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, _HIGH) for fd in (down[0], up[1])]
        command = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            "--disable-dev-shm-usage",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            "about:blank",
        ]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, *map(str, theirs), *command],
            pass_fds=theirs,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for fd in (*theirs, down[0], up[1]):
            os.close(fd)
        self._out, self._in = down[1], up[0]
        self._session: str | None = None
        targets = self._send("Target.getTargets")["targetInfos"]
        target = next(t["targetId"] for t in targets if t["type"] == "page")
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._send(f"{domain}.enable")
        self._send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self._out)
        os.close(self._in)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)  # a group of its own, which only this browser is in
            self._process.wait()

    def open(self, path: Path) -> None:
        """Opens a file and waits until its picture is drawn."""
        self._url = path.resolve().as_uri()
        self._loaded = False
        self._send("Page.navigate", url=self._url)
        self.wait("document.readyState === 'complete'")

    def visit(self, url: str) -> None:
        """Opens an address, and waits until it is there."""
        self.run("window.left = true")
        self._url = url
        self._send("Page.navigate", url=url)
        self.wait("!window.left && document.readyState === 'complete'")

    def leave(self, act: Callable[[], None]) -> None:
        """Does something that leads to another page, and waits until that is there."""
        self.run("window.left = true")
        act()
        self.wait("!window.left && document.readyState === 'complete'")

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited. Fails with its error."""
        done = self._send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, expression: str) -> Any:
        """Waits until the expression is true."""
        end = time.monotonic() + PATIENCE
        while not (value := self.run(expression)):
            assert time.monotonic() < end, f"never true: {expression}; console: {self.console}"
            time.sleep(0.02)
        return value

    def mouse(self, kind: str, x: float, y: float, **more: Any) -> None:
        """A real event of the mouse: mouseMoved, mousePressed, mouseReleased or mouseWheel, in pixels of the page."""
        self._send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x: float, y: float) -> None:
        """A click of the left button."""
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def click_on(self, selector: str) -> None:
        """A click in the middle of the element that this selector finds."""
        box = self.run(
            f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        self.click(*box)

    def type(self, text: str) -> None:
        """Text as if typed or put in by an input method."""
        self._send("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """A key by its name (Enter, Escape, ArrowDown)."""
        codes = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "/": 191}
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self._send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key], **text)

    def emulate(self, **features: str) -> None:
        """Sets features of the medium, such as prefers_color_scheme="dark"."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self._send("Emulation.setEmulatedMedia", features=wanted)

    def resize(self, width: int, height: int) -> None:
        """Another size of the window."""
        self._send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 700)

    def screenshot(self, path: Path) -> None:
        """A picture of the page as a PNG."""
        path.write_bytes(base64.b64decode(self._send("Page.captureScreenshot", format="png")["data"]))

    def _send(self, method: str, **parameters: Any) -> Any:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while True:
            answer = self._receive(end, method)
            if answer.get("id") == self._count:
                assert "error" not in answer, f"{method}: {answer.get('error')}"
                return answer["result"]
            self._note(answer)

    def _receive(self, end: float, what: str) -> Any:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"Chromium does not answer to {what}"
            more = os.read(self._in, 1 << 16)
            assert more, "Chromium ended"
            self._buffer += more
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def _note(self, event: dict[str, Any]) -> None:
        parameters = event.get("params", {})
        match event.get("method"):
            case "Runtime.consoleAPICalled" if parameters["type"] in ("error", "warning", "assert"):
                self.console.append(" ".join(str(a.get("value", a.get("description"))) for a in parameters["args"]))
            case "Runtime.exceptionThrown":
                self.console.append(str(parameters["exceptionDetails"].get("exception", {}).get("description", parameters)))
            case "Log.entryAdded" if parameters["entry"]["level"] in ("error", "warning"):
                self.console.append(parameters["entry"]["text"])
            case "Network.requestWillBeSent":
                url = parameters["request"]["url"]
                if url not in (self._url, "about:blank") and not url.startswith("data:"):
                    self.requests.append(url)


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A browser with this folder as its profile. Without one the test is skipped, but fails where CI is true."""
    path = program()
    if path is None:
        assert os.environ.get("CI") != "true", "no Chromium: apt-get install chromium"
        pytest.skip("no Chromium on this machine")
    with Page(path, profile) as page:
        yield page
