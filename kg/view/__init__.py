"""Pictures of a graph: who proposed what, on one page that opens in any browser and needs no network."""

from kg.view.view import Shown, write_view

__all__ = ["Shown", "write_view"]
