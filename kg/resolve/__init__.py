"""The fourth step: mentions are brought together into entities, and facts are made to point at them."""

from kg.resolve.resolve import resolve

__all__ = ["resolve"]
