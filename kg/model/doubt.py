"""What the program can be unsure of. A doubt is said on the fact or the document that it concerns; it is never silent."""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """Enumerated doubts. The value is the code that is written into the graph; `label` says it to a person."""

    NO_PLACE = "no-issuing-place"
    PLACE_GUESSED = "issuing-place-inferred"
    NO_DATE = "no-date"
    NO_TOPIC = "no-topic-found"
    NO_ORGANIZATION = "organization-not-stated"
    NO_AREA = "area-not-stated"
    NO_PERIOD = "period-not-stated"
    NO_UNIT = "figure-without-unit"
    SUBJECT_CARRIED = "subject-carried-over"
    ROSTER_COUNT = "roster-count-differs"
    UNREAD_NOTE = "note-not-understood"
    UNEVEN_TABLE = "table-columns-do-not-line-up"
    IMPOSSIBLE_SHARE = "share-over-one-hundred-percent"
    UNSEEN_ABBREVIATION = "abbreviation-without-full-form"
    TRADITIONAL = "traditional-characters-folded"
    PROPOSED = "name-proposed-by-recognizer"

    @property
    def label(self) -> str:
        """The doubt in Chinese and English, for summaries."""
        return _LABELS[self]


_LABELS: dict[Doubt, str] = {
    Doubt.NO_PLACE: "发文地不明 issuing place unknown (--place sets it)",
    Doubt.PLACE_GUESSED: "发文地由正文推断 issuing place inferred from the text",
    Doubt.NO_DATE: "日期不明 date unknown (--date sets it)",
    Doubt.NO_TOPIC: "未找到主题 no topic found",
    Doubt.NO_ORGANIZATION: "未说明所属机构 organization not stated",
    Doubt.NO_AREA: "未说明地区 area not stated",
    Doubt.NO_PERIOD: "未说明时期 period not stated",
    Doubt.NO_UNIT: "数值无单位 figure without a unit",
    Doubt.SUBJECT_CARRIED: "主语承前省略 subject carried over from before",
    Doubt.ROSTER_COUNT: "名单人数与标注不符 roster count differs from the names found",
    Doubt.UNREAD_NOTE: "括注未能识别 note in brackets not understood",
    Doubt.UNEVEN_TABLE: "表格列不齐 table columns do not line up",
    Doubt.IMPOSSIBLE_SHARE: "比重超过百分之百 share above one hundred percent",
    Doubt.UNSEEN_ABBREVIATION: "简称未见全称 abbreviation without its full form",
    Doubt.PROPOSED: "名称由识别模型提出，未经规则确认 name proposed by a recognizer, confirmed by no rule",
    Doubt.TRADITIONAL: "繁体字文本，逐字转为简体识读 traditional characters, read one by one as simplified ones",
}
