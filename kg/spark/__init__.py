"""The same build on Apache Spark, for more documents than one machine reads: partitions of N-Quads in a folder, for bulk load.

How it is used on a cluster, and what a hundred million articles cost, is told in README.md beside this file.
"""

from kg.spark.engine import build
from kg.spark.report import SparkReport

__all__ = ["SparkReport", "build"]
