"""How a graph was made: the software and the options that bear on the result. No clock, so that the same input gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass

from kg import __version__
from kg.vocab import digest

SOFTWARE = f"lianghui-kg {__version__}"


@dataclass(frozen=True, slots=True)
class Run:
    """software: name and version. options: (name, value) of every option that changes what is read from a document, in any order."""

    software: str = SOFTWARE
    options: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Digest by which two runs that must give the same result are known."""
        return digest(self.software, sorted(self.options), length=16)

    @property
    def described(self) -> str:
        """The options as `name=value` lines in order."""
        return "\n".join(f"{name}={value}" for name, value in sorted(self.options))
