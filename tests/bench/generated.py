"""A graph of any size in the shape of the domain: what the example documents say, again and again, of other people in other places.

Reading millions of characters would take most of the time of a benchmark of questions. Here every document is read once, and what it says
is taken again with names of the same length in place of its own; it is then mapped as it is in a build. Topics stay, as they do from town
to town: a question for a topic has many answers, one for a topic at a session has a few.
"""

from __future__ import annotations

import hashlib
import pickle
import random
from collections.abc import Iterator

from kg.build import BuildOptions, read_document
from kg.graph import Prepared, prepare
from kg.model import DocumentFacts, EntityType, Source
from tests.bench.documents import EXAMPLES

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张曹魏陶姜谢邹苏潘葛范彭鲁马方任袁柳史唐薛雷贺罗郝安常傅"
_CHARACTERS = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红玲建国文志云飞龙凤春梅雪松柏青山河海江川石林森田禾苗新星宇"
_NUMBER = "0000000-"


def graph_of(quads: int, seed: int = 0) -> Iterator[Prepared]:
    """Documents ready to be stored, until they are `quads` quads together."""
    run, made = BuildOptions(), 0
    kinds = [pickle.dumps((facts, _names(facts))) for facts in _read(run)]
    for number in range(10_000_000):
        facts = _renamed(kinds[number % len(kinds)], number, random.Random(f"{seed}/{number}"))
        document = prepare(facts, run=run.run)
        yield document
        made += document.entry.quads
        if made >= quads:
            return


def _read(run: BuildOptions) -> Iterator[DocumentFacts]:
    for path in EXAMPLES:
        yield read_document(Source.of_text(_NUMBER + path.name, path.read_text(encoding="utf-8")), run)


def _names(facts: DocumentFacts) -> tuple[str, ...]:
    """The names of the people, and the first two characters of the place."""
    people = (entity.name for entity in facts.entities if entity.ref.type is EntityType.PERSON and len(entity.name) in (2, 3, 4))
    return tuple(dict.fromkeys((*people, *([facts.issue.place[:2]] if facts.issue.place else []))))


def _renamed(written: bytes, number: int, choose: random.Random) -> DocumentFacts:
    """What the document says with other names. They are as many bytes long, so that the pickled values stay what they are."""
    facts, names = pickle.loads(written)
    digest = hashlib.sha256(f"{number}".encode()).hexdigest()
    changed = [(facts.source.sha256, digest), (_NUMBER, f"{number:07}-")]
    taken = set(names)
    for name in names:
        new = name
        while new in taken:
            new = choose.choice(_SURNAMES) + "".join(choose.choices(_CHARACTERS, k=len(name) - 1))
        taken.add(new)
        changed.append((name, new))
    for old, new in changed:
        written = written.replace(old.encode(), new.encode())
    found: DocumentFacts = pickle.loads(written)[0]
    return found
