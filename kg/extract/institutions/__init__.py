"""Finds organs of state, party, CPPCC and people's organizations, and writes them out.

Each organ is written in a few customary ways: with the sign of the level (市卫健委), with the place (秭归县农业农村局,
政协栾川县委员会), with a term of office (市十六届人大常委会). All of them lead to one full name.
"""

from kg.extract.institutions.find import find

__all__ = ["find"]
