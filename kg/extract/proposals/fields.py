"""Labelled fields of a column on filed documents: 【提案】《…》(第087号), 【联名委员】…, 【主办单位】…, 提案人:…

The title stands in one block and who signed it in the next, so the claim is made when the signers come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.extract.proposals.catalogue import TITLE
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.filed import names_in
from kg.extract.proposals.listed import contents
from kg.extract.proposals.stage import Stage
from kg.extract.proposals.words import cues, one_pattern
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_FIELD = re.compile(r"【([^【】]{2,10})】|([^,。;:“”【】\d]{2,8}):(?=.)")
_BARE = re.compile(r"((?:关于|进一步|加快|推进|加强)[^《》。;:!?]{4,60}?(?:提案|议案|建议案?))")  # 案由:关于…的提案
_NUMBER = re.compile(r"\(?第?([\d-]+)号\)?")
_LEAD = re.compile(r"(?<![,。;:])建议(?:和办法|及办法|和措施)?:$")
_O = EntityType.ORGANIZATION


@dataclass(slots=True)
class Fields:
    """Gathers the fields of one filed document after the other."""

    stage: Stage
    _title: Claim | None = field(default=None)
    _signers: tuple[Ref, ...] = ()  # who filed the last document

    @property
    def open(self) -> bool:
        """Whether the title of a document has been read whose signers are still to come."""
        return self._title is not None

    def read(self, view: View) -> int | None:
        """Takes in a block that begins with a field. Returns where running text begins in it: the whole block was a field if that is its
        end; None if the block has no field."""
        text = view.text
        head = _FIELD.match(text)
        if head is None:
            return None
        label = head[1] or head[2]
        role = next((c.name for c in cues("proposal_cues", "field") if c.pattern.search(label)), None)
        match role:
            case "title":
                return self._read_title(view, head.end())
            case "signer" if self._title is None and self._signers and one_pattern("proposal_cues", "cosigner_field").search(label):
                return self._read_cosigners(view, head.end())
            case "signer":
                return self._read_signers(view, head.end())
            case "aside":
                lead = _LEAD.search(text, head.end())  # of the next line, which has run into this one
                return lead.start() if lead else len(text)
            case "content" if self._signers:
                contents(self.stage, view, self._signers, head.end())
                return len(text)
            case "addressee" if "。" not in text:
                self._add(addressees=tuple(f.ref for f in view.found if f.type is _O))
                return len(text)
            case _:
                return head.end() if head[1] else None

    def _read_title(self, view: View, start: int) -> int | None:
        title = TITLE.search(view.text, start) or _BARE.fullmatch(view.text, start)
        if title is None:
            return start
        self._signers = ()
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
        self._signers = refs
        self.stage.cast.group = people
        self.stage.cast.see(people)
        self.stage.speaker = people or refs
        self._title = None
        return len(view.text)

    def _read_cosigners(self, view: View, start: int) -> int:
        """Those who have signed as well (附议人:): the document is theirs too, and so is what its text asks for."""
        last = self.stage.claims[-1]
        if last.rule == "filed-field":
            both = tuple(dict.fromkeys((*self._signers, *names_in(view, start, len(view.text)))))
            self.stage.claims[-1] = replace(last, proposers=both)
            self._signers = both
            people = tuple(r for r in both if r.type is EntityType.PERSON)
            self.stage.cast.group = people
            self.stage.cast.see(people)
            self.stage.speaker = people or both
        return len(view.text)

    def _add(self, addressees: tuple[Ref, ...]) -> None:
        last = self.stage.claims[-1] if self.stage.claims else None
        if last is not None and last.rule == "filed-field" and not last.addressees:
            self.stage.claims[-1] = replace(last, addressees=addressees)
