"""Finds districts: divisions of all levels, zones, named regions, countries, and the deictic words of the page (我市, 全省)."""

from kg.extract.districts.find import find

__all__ = ["find"]
