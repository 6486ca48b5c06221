"""Finds organizations that are no organs of state, by the grammar of their names: (place) (proper name) (trade) kind.

The end of such a name is easy (有限公司, 职业学院, 卫生院), its beginning is not: Chinese has no spaces, so the name is followed to the
left until punctuation, a word that cannot belong to it, or the place that it begins with.
"""

from kg.extract.organizations.find import find, written_out
from kg.extract.organizations.grassroots import parted
from kg.extract.organizations.units import find as units
from kg.extract.organizations.unlisted import find as unlisted

__all__ = ["find", "parted", "units", "unlisted", "written_out"]
