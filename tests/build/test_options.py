"""What a user may say, and when a document must be read again."""

from __future__ import annotations

import pytest

from kg.build import BuildOptions, software_key
from kg.errors import InputError


@pytest.mark.parametrize("date", ["2025", "2025-01", "2025-01-08", None])
def test_dates(date: str | None) -> None:
    assert BuildOptions(date=date).date == date


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"date": "2025年1月8日"}, "--date 2025年1月8日: not a date"),
        ({"date": "2025-13"}, "not a date"),
        ({"date": "2025-01-32"}, "not a date"),
        ({"date": "2025-02-30"}, "not a date"),
        ({"date": ""}, "not a date"),
        ({"place": " "}, "--place: empty"),
        ({"jobs": 0}, "--jobs 0: at least one"),
        ({"model": "zh_no_such_pipeline"}, "--model zh_no_such_pipeline: no such spaCy pipeline"),
    ],
)
def test_values_that_are_not_possible(options: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says):
        BuildOptions(**options)  # type: ignore[arg-type]


def test_only_what_bears_on_the_graph_is_in_the_key() -> None:
    assert BuildOptions(jobs=4, again=True).run.key == BuildOptions().run.key
    assert len({BuildOptions(*o).run.key for o in ((None, None), ("宜昌市", None), (None, "2025"), ("2025", None))}) == 4
    assert BuildOptions(model=None).run.key != BuildOptions(model="small").run.key
    assert software_key() in BuildOptions().run.software
