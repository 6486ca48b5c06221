"""Topics are whole words: invented sentences in which a piece of a word would be taken."""

import pytest

from kg.extract.topics import keywords, topics


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("建议各镇增设议事厅,方便居民议事。", "事厅"),
        ("完善首席服务官制度,为企业办事。", "官制度"),
        ("努力扩大进出口总额,稳住外贸。", "口总额"),
        ("推动老旧电梯有机更新。", "机更新"),
    ],
)
def test_no_piece_of_a_word(text: str, piece: str) -> None:
    found = topics(text)
    assert found and piece not in found


def test_key_words_are_whole() -> None:
    texts = ["三位委员说早市好,五位委员说早市吵。", "早市搬走以后,两位委员又去看了早市。"]
    assert keywords(texts) and "早市" in keywords(texts) and "位委员" not in keywords(texts)
