"""The second step: a source becomes articles and blocks.

`segment` is the only function that other rooms call. It never fails on a document: what it cannot tell becomes one article of paragraphs.
"""

from kg.segment.segment import segment

__all__ = ["segment"]
