"""Whether a graph holds together: shapes, checks across statements, and quotes against the texts. Nothing here changes a graph."""

from kg.check.check import check, checks
from kg.check.report import Finding, Report, Severity

__all__ = ["Finding", "Report", "Severity", "check", "checks"]
