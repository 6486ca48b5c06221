"""Knowledge graphs of Chinese local politics: who proposed what, with the exact characters that say it.

`from kg import build, open_graph` is the interface for notebooks and programs, see kg.api. It is loaded when it is used, so that
importing any room of the package stays quick.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "build", "open_graph"]


class _Build(ModuleType):
    """The room kg.build, which can also be called: `build(sources, folder)`. A package and a function of one name need this."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Reads documents into a graph and opens it, see kg.api.build_graph."""
        from kg.api import build_graph

        return build_graph(*arguments, **options)


class _Package(ModuleType):
    """This package. https://docs.python.org/3/reference/datamodel.html#customizing-module-attribute-access"""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "build" and isinstance(value, ModuleType):  # the import of kg.build puts it here
            value.__class__ = _Build
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    """`open_graph`, when it is asked for."""
    if name == "open_graph":
        from kg.api import open_graph

        return open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
