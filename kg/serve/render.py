"""Pages as HTML: templates that escape everything, the site's own words in two languages, and links."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg import __version__
from kg.errors import RuleError
from kg.serve.message import HTML, Reply
from kg.serve.paths import address
from kg.serve.reader import Place
from kg.serve.slots import labels

LANGUAGES = ("zh-hans", "en")
_KINDS = {"recommendation": "Recommendation", "filed": "FiledProposal", "commitment": "Commitment"}
"""Codes of kinds of proposals (kg.model.ProposalKind) and the classes whose labels say them."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """What the site says, by language and key. Raises RuleError when one language lacks a key of the other."""
    found = tomllib.loads((files("kg.serve") / "words.toml").read_text(encoding="utf-8"))
    one, other = (found.get(language, {}).keys() for language in LANGUAGES)
    if one != other:
        raise RuleError(f"kg/serve/words.toml: only in one language: {', '.join(sorted(one ^ other))}")
    return found


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kg.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


class Renderer:
    """Pages in one language for a graph with this base."""

    def __init__(self, base: str, language: str, here: str) -> None:
        """here: path and query of the page, for the switch of language."""
        self._base, self._here = base, here
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def page(self, template: str, status: int = 200, headers: tuple[tuple[str, str], ...] = (), **values: Any) -> Reply:
        """The page of a template."""
        text = _environment().get_template(f"{template}.html.j2").render(**self._globals(), **values)
        return Reply(status, HTML, text.encode("utf-8", "replace"), headers)

    def say(self, key: str, **values: object) -> str:
        """The site's words for a key. Braces are filled in from `values`, as text."""
        return words()[self.language][key].format(**values)

    def term(self, name: str) -> str:
        """The vocabulary's word for a class, property, doubt or state; the site's own where it has none; else the name."""
        known = labels().get(name, {})
        return known.get(self.language) or words()[self.language].get(f"term_{name}", name)

    def cell(self, column: str, value: object) -> str:
        """A value of a query's row as text; codes of kinds and states in the vocabulary's words."""
        text = "" if value is None else str(value)
        return self.term(_KINDS.get(text, text)) if column in ("kind", "status") else text

    def href(self, iri: str) -> str:
        """Where a link to an IRI leads."""
        return address(self._base, iri)

    def quoted(self, place: Place) -> str:
        """The address of a document with a quote marked in it."""
        return self.spans(place.source, *((a, b) for a, b, _ in place.pieces))

    def spans(self, source: str, *spans: tuple[int, int]) -> str:
        """The address of a document with these characters marked in it."""
        return f"{address(self._base, source)}?mark={','.join(f'{a}-{b}' for a, b in spans)}#mark"

    def _globals(self) -> dict[str, Any]:
        other = next(language for language in LANGUAGES if language != self.language)
        return {
            "say": self.say,
            "term": self.term,
            "href": self.href,
            "quoted": self.quoted,
            "spans": self.spans,
            "language": self.language,
            "html_language": {"zh-hans": "zh-Hans", "en": "en"}[self.language],
            "switch": f"/language/{other}?{urlencode({'back': self._here})}",
            "other_language": {"zh-hans": "zh-Hans", "en": "en"}[other],
            "version": __version__,
            "with_query": with_query,
        }


def with_query(path: str, **values: object) -> str:
    """A path with a query of those values that are not empty."""
    given = {key: str(value) for key, value in values.items() if value not in ("", None)}
    return f"{path}?{urlencode(given, quote_via=quote)}" if given else path
