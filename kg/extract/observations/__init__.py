"""Figures: what was counted, where, when, and whether it was reached, expected, aimed at or asked for."""

from kg.extract.observations.observe import observations

__all__ = ["observations"]
