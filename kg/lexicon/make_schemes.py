"""Makes the SKOS schemes of the ontology from the word lists, so that what the extraction knows and what the ontology says are one.

`python -m kg.lexicon.make_schemes` writes them into ontology/ of the checkout; a test holds them to be current. Topics come from
topics.toml, indicators from indicator_scheme.toml, the kinds of role from roles.toml, the labels of kinds from schemes.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import RuleError
from kg.lexicon.load import toml
from kg.vocab import ontology

TARGET = Path(__file__).parents[2] / "ontology"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme. id: last part of its IRI, and its notation. zh, en: preferred labels. alt: other Chinese labels. hidden: forms
    that are found under it without being names of it. broader: id of the wider concept."""

    id: str
    zh: str
    en: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A scheme to be written. name: its term. prefix: of its concepts. zh, en: labels; about, about_en: what it holds."""

    name: str
    prefix: str
    zh: str
    en: str
    about: str
    about_en: str
    concepts: tuple[Concept, ...]


def schemes() -> dict[str, Made]:
    """The schemes by the name of their file. Raises RuleError when a list contradicts itself."""
    made = {
        "topics.ttl": Made(
            "topics", "topic", "主题表", "topics",
            "提案、建议和计划所属的领域和行业。",
            "The policy fields and industries by which proposals and plans are looked up.",
            tuple(_topics()),
        ),
        "indicators.ttl": Made(
            "indicators", "indicator", "指标表", "indicators",
            "工作报告和统计公报常用的指标及其别名。",
            "The figures that work reports and statistical communiqués give, with their other names.",
            tuple(_indicators()),
        ),
        "organization-kinds.ttl": Made(
            "organizationKinds", "orgkind", "机构种类", "kinds of organization",
            "机构的种类；代码即 kg:kind 的值。",
            "Kinds of organization; the notation is the value of kg:kind.",
            tuple(Concept(code, text["zh"], text["en"]) for code, text in toml("schemes")["organization"].items()),
        ),
        "role-kinds.ttl": Made(
            "roleKinds", "rolekind", "职务种类", "kinds of role",
            "职务、身份和职业的种类；检索用名是属于该类的称谓。",
            "Kinds of office, capacity and calling; the hidden labels are the words that belong to them.",
            tuple(_roles()),
        ),
    }  # fmt: skip
    for file, scheme in made.items():
        _hold_together(file, scheme.concepts)
    return made


def turtle(scheme: Made) -> str:
    """The scheme as Turtle; the same bytes each time."""
    home, names = f"<{ontology().graph.value}>", ontology().prefixes
    narrower: dict[str, list[str]] = {}
    for concept in scheme.concepts:
        if concept.broader is not None:
            narrower.setdefault(concept.broader, []).append(f"{scheme.prefix}:{concept.id}")
    top = [f"{scheme.prefix}:{c.id}" for c in scheme.concepts if c.broader is None]
    lines = [
        f"# {scheme.en}: made by kg.lexicon.make_schemes from the word lists; edit those.",
        "",
        *(f"@prefix {p}: <{names[p]}> ." for p in ("kg", scheme.prefix, "rdfs", "skos")),
        "",
        f"kg:{scheme.name} a skos:ConceptScheme ;",
        f"    rdfs:label {_both(scheme.zh, scheme.en)} ;",
        f"    rdfs:comment {_both(scheme.about, scheme.about_en)} ;",
        f"    skos:hasTopConcept {', '.join(top)} ;",
        f"    rdfs:isDefinedBy {home} .",
    ]
    for concept in scheme.concepts:
        lines += ["", f"{scheme.prefix}:{concept.id} a skos:Concept ;", f"    skos:inScheme kg:{scheme.name} ;"]
        lines.append(f'    skos:notation "{concept.id}" ;')
        lines.append(f"    skos:prefLabel {_both(concept.zh, concept.en)} ;")
        for name, forms in (("altLabel", concept.alt), ("hiddenLabel", concept.hidden)):
            if forms:
                lines.append(f"    skos:{name} {', '.join(_tagged(form, 'zh-hans') for form in forms)} ;")
        above = f"skos:broader {scheme.prefix}:{concept.broader}" if concept.broader else f"skos:topConceptOf kg:{scheme.name}"
        lines.append(f"    {above} ;")
        if concept.id in narrower:
            lines.append(f"    skos:narrower {', '.join(narrower[concept.id])} ;")
        lines.append(f"    rdfs:isDefinedBy {home} .")
    return "\n".join(lines) + "\n"


def _topics() -> Iterator[Concept]:
    for item in toml("topics")["concept"]:
        yield Concept(item["id"], item["zh"], item["en"], tuple(item["alt"]), broader=item.get("broader"))


def _indicators() -> Iterator[Concept]:
    data = toml("indicator_scheme")
    first, *others = data["growth"]
    for item in data["indicator"]:
        yield Concept(item["id"], item["zh"], item["en"], tuple(item["alt"]), broader=item.get("broader"))
        if item.get("growth"):
            forms = [name + end for name in (item["zh"], *item["alt"]) for end in (first, *others)][1:]
            yield Concept(f"{item['id']}-growth", item["zh"] + first, f"{item['en']}, growth rate", tuple(forms), broader=item["id"])


def _roles() -> Iterator[Concept]:
    labels: Mapping[str, Any] = toml("schemes")["role"]
    for category in toml("roles")["category"]:
        text = labels.get(category["name"])
        if text is None:
            raise RuleError(f"schemes.toml: no labels for the category {category['name']} of roles.toml; add them under [role]")
        yield Concept(category["name"], text["zh"], text["en"], hidden=tuple(category["roles"]))


def _hold_together(file: str, concepts: Iterable[Concept]) -> None:
    """Raises RuleError when an id or a form stands for two concepts, or a broader one is missing."""
    ids: set[str] = set()
    owner: dict[str, str] = {}
    wider: dict[str, str] = {}
    for concept in concepts:
        if concept.id in ids:
            raise RuleError(f"{file}: two concepts have the id {concept.id}")
        ids.add(concept.id)
        for form in (concept.zh, *concept.alt, *concept.hidden):
            if owner.setdefault(form, concept.id) != concept.id:
                raise RuleError(f"{file}: {form} stands for {owner[form]} and for {concept.id}; keep one")
        if concept.broader is not None:
            wider[concept.id] = concept.broader
    for concept_id, broader in wider.items():
        if broader not in ids:
            raise RuleError(f"{file}: {concept_id} is under {broader}, which is no concept")


def _both(zh: str, en: str) -> str:
    return f"{_tagged(zh, 'zh-hans')}, {_tagged(en, 'en')}"


def _tagged(text: str, language: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def main() -> None:
    """Writes the files."""
    for file, scheme in schemes().items():
        (TARGET / file).write_text(turtle(scheme), encoding="utf-8")


if __name__ == "__main__":
    main()
