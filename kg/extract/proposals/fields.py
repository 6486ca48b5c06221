"""Labelled fields of a column on filed documents: 【提案】《…》(第087号), 【联名委员】…, 【主办单位】…, 提案人:…

The title stands in one block and who signed it in the next, so the claim is made when the signers come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.extract.proposals.catalogue import TITLE
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.filed import names_in
from kg.extract.proposals.stage import Stage
from kg.extract.proposals.words import cues
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_FIELD = re.compile(r"【([^【】]{2,10})】|([^,。;:“”【】\d]{2,8}):(?=.)")
_BARE = re.compile(r"((?:关于|进一步|加快|推进|加强)[^《》。;:!?]{4,60}?(?:提案|议案|建议案?))")  # 案由:关于…的提案
_NUMBER = re.compile(r"\(?第?([\d-]+)号\)?")
_O = EntityType.ORGANIZATION


@dataclass(slots=True)
class Fields:
    """Gathers the fields of one filed document after the other."""

    stage: Stage
    _title: Claim | None = field(default=None)
    signers: tuple[Ref, ...] = ()
    """Who filed the last document."""
    content: bool = False
    """Whether the block last read gives the content of that document."""

    @property
    def open(self) -> bool:
        """Whether the title of a document has been read whose signers are still to come."""
        return self._title is not None

    def read(self, view: View) -> int | None:
        """Takes in a block that begins with a field. Returns where running text begins in it: the whole block was a field if that is its
        end; None if the block has no field."""
        text = view.text
        head = _FIELD.match(text)
        self.content = False
        if head is None:
            return None
        label = head[1] or head[2]
        role = next((c.name for c in cues("proposal_cues", "field") if c.pattern.search(label)), None)
        match role:
            case "title":
                return self._read_title(view, head.end())
            case "signer":
                return self._read_signers(view, head.end())
            case "content" if self.signers:
                self.content = True
                return head.end()
            case "addressee" if "。" not in text:
                self._add(addressees=tuple(f.ref for f in view.found if f.type is _O))
                return len(text)
            case _:
                return head.end() if head[1] else None

    def _read_title(self, view: View, start: int) -> int | None:
        title = TITLE.search(view.text, start) or _BARE.fullmatch(view.text, start)
        if title is None:
            return start
        self.signers = ()
        number = _NUMBER.search(view.text, title.end())
        span = (view, title.start(), title.end())
        self._title = Claim(ProposalKind.FILED, (), (span,), "filed-field", title=title[1], number=number[1] if number else None)
        return len(view.text)

    def _read_signers(self, view: View, start: int) -> int | None:
        refs = names_in(view, start, len(view.text))
        if not refs or self._title is None:
            return start if view.text.startswith("【") else None
        people = tuple(r for r in refs if r.type is EntityType.PERSON)
        self.stage.claims.append(replace(self._title, proposers=refs))
        self.signers = refs
        self.stage.cast.group = people
        self.stage.cast.see(people)
        self.stage.speaker = people or refs
        self._title = None
        return len(view.text)

    def _add(self, addressees: tuple[Ref, ...]) -> None:
        last = self.stage.claims[-1] if self.stage.claims else None
        if last is not None and last.rule == "filed-field" and not last.addressees:
            self.stage.claims[-1] = replace(last, addressees=addressees)
