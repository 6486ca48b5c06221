"""One module for each kind of answer; `handler` finds the one for what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.ask.answer import Answer
from kg.ask.answers.figures import compare, figures, targets
from kg.ask.answers.mentions import mentions, policies
from kg.ask.answers.positions import holders, person
from kg.ask.answers.projects import carried, located, projects
from kg.ask.answers.proposals import promises, proposals, together
from kg.ask.answers.topics import topics
from kg.ask.answers.uptake import uptake
from kg.ask.asking import Asking
from kg.ask.names import Names
from kg.ask.understand import Meaning

Handler = Callable[[Meaning, Asking, Names], Answer]

HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "carried": carried,
        "compare": compare,
        "figures": figures,
        "holders": holders,
        "located": located,
        "mentions": mentions,
        "person": person,
        "policies": policies,
        "projects": projects,
        "promises": promises,
        "proposals": proposals,
        "targets": targets,
        "together": together,
        "topics": topics,
        "uptake": uptake,
    }
)
"""What answers each intent of a frame."""

__all__ = ["HANDLERS", "Handler"]
