"""Small invented documents that say where they are of, read by a reader of the test's own: every line says one thing.

    地 云溪市                        the place of issue
    人 祝青禾 女                     a person of that place, perhaps with a gender
    职 祝青禾 董事长 云溪市纺织公司   what the person is
"""

from __future__ import annotations

from kg.build import BuildOptions
from kg.model import DocumentFacts, Entity, EntityType, Evidence, Issue, Mention, Position, Ref, Source

_KINDS = {"公司": "company", "医院": "hospital"}


def read(source: Source, options: BuildOptions) -> DocumentFacts:
    """What a document says."""
    place, entities, positions = "未详", {}, []
    at = 0
    for line in source.text.splitlines():
        kind, *words = line.split()
        here = Evidence.of(source, at, at + len(line))
        at += len(line) + 1
        match kind:
            case "地":
                place = words[0]
            case "人":
                notes = tuple(("gender", g) for g in words[1:])
                mention = Mention(EntityType.PERSON, words[0], words[0], (here,), "line", notes)
                key = f"person/{place}/{words[0]}"
                entities[key] = Entity(mention.ref, key, (EntityType.PERSON,), (), place, attributes=notes, mentions=(mention,))
            case "职":
                body = Ref(EntityType.ORGANIZATION, words[2])
                mention = Mention(body.type, body.name, body.name, (here,), "line")
                key = f"organization/{words[2]}"
                entities[key] = Entity(body, key, (body.type,), kind=_KINDS[words[2][-2:]], mentions=(mention,))
                person = Ref(EntityType.PERSON, words[0])
                positions.append(Position(person=person, role=words[1], organization=body, evidence=(here,), rule="line"))
    return DocumentFacts(source, Issue(None, options.date), entities=tuple(entities.values()), positions=tuple(positions))
