"""The command `kg`: what a person types, and what goes to the screen. Everything it does, the other rooms do."""

from kg.cli.app import main

__all__ = ["main"]
