"""How well a graph says what its documents say: its rows held against annotations made by hand, so that accuracy can be stated in a paper.

`measures.py` and the README say what is counted. The format of an annotation is in `read.py`.
"""

from kg.evaluate.evaluate import Evaluation, annotated_examples, evaluate, evaluate_graph
from kg.evaluate.gold import Gold
from kg.evaluate.measures import Measure
from kg.evaluate.read import read_gold

__all__ = ["Evaluation", "Gold", "Measure", "annotated_examples", "evaluate", "evaluate_graph", "read_gold"]
