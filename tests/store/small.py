"""Small invented documents for tests of the store, read by a reader of the test's own: every line says one thing.

    市 云溪市 溪城        a district with a longer or shorter name and another form
    人 祝青禾 女          a person, perhaps with a gender
    建议 祝青禾 加装电梯   who proposed what
    错                    the document cannot be read
"""

from __future__ import annotations

import random

from kg.build import BuildOptions
from kg.errors import InputError
from kg.model import (
    ArticleFact,
    ArticleKind,
    DocumentFacts,
    Entity,
    EntityType,
    Evidence,
    Issue,
    Mention,
    Proposal,
    ProposalKind,
    Ref,
    Source,
)

KEYS = {"云溪市": "云溪市", "湖阳省云溪市": "云溪市", "云溪": "云溪市", "河西区": "河西区", "云溪市河西区": "河西区"}
"""Names of districts, and what they all mean."""
PEOPLE = ("祝青禾", "容墨", "秦川")
MEASURES = ("加装电梯", "修建溪东大桥", "支持女裤小镇", "推广一厂一策")


def read(source: Source, options: BuildOptions) -> DocumentFacts:
    """What a document says. Raises InputError where it says that it cannot be read."""
    entities: dict[str, Entity] = {}
    proposals: list[Proposal] = []
    at = 0
    for line in source.text.splitlines():
        kind, *words = line.split()
        here = Evidence.of(source, at, at + len(line))
        at += len(line) + 1
        match kind:
            case "市":
                entity = _entity(EntityType.DISTRICT, f"district/{KEYS[words[0]]}", words[0], here, tuple(words[1:]))
                entities[entity.key] = entity
            case "人":
                gender = tuple(("gender", g) for g in words[1:])
                entities[f"person/{words[0]}"] = _entity(EntityType.PERSON, f"person/{words[0]}", words[0], here, (), gender)
            case "建议":
                ref = Ref(EntityType.PERSON, words[0])
                entities.setdefault(f"person/{words[0]}", _entity(ref.type, f"person/{words[0]}", words[0], here, ()))
                proposals.append(
                    Proposal(evidence=(here,), rule="line", kind=ProposalKind.RECOMMENDATION, proposers=(ref,), text=words[1], article=0)
                )
            case _:
                raise InputError(f"{source.name}: {line}: not known")
    whole = Evidence.of(source, 0, len(source.text))
    article = ArticleFact(evidence=(whole,), rule="whole", title=source.name, start=0, end=len(source.text), kind=ArticleKind.NEWS)
    return DocumentFacts(source, Issue(options.place, options.date), (article,), tuple(entities.values()), proposals=tuple(proposals))


def text(choose: random.Random) -> str:
    """A document of up to four lines."""
    lines = [
        f"市 {choose.choice(list(KEYS))}" + choose.choice(["", " 溪城", " 全市"]),
        f"人 {choose.choice(PEOPLE)}" + choose.choice(["", " 女", " 男"]),
        f"建议 {choose.choice(PEOPLE)} {choose.choice(MEASURES)}",
        f"建议 {choose.choice(PEOPLE)} {choose.choice(MEASURES)}",
    ]
    return "\n".join(choose.sample(lines, choose.randint(1, 4))) + "\n"


def _entity(
    type_: EntityType, key: str, name: str, where: Evidence, aliases: tuple[str, ...], attributes: tuple[tuple[str, str], ...] = ()
) -> Entity:
    mention = Mention(type_, name, name, (where,), "line", attributes)
    return Entity(Ref(type_, name), key, (type_,), aliases, attributes=attributes, mentions=(mention,))
