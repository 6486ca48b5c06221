"""The tables as a data package: the descriptor says exactly what the files hold."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli.tables import write_package
from kg.graph import TABLES, About, GraphStore, columns, describe, rows
from kg.graph.tables import TABLES as ALL

CAST = {
    "integer": int,
    "number": float,
    "boolean": {"True": True, "False": False}.__getitem__,
    "string": str,
}


def packaged(graph: GraphStore, folder: Path) -> dict[str, Any]:
    write_package(graph, folder)
    descriptor: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor


@pytest.mark.parametrize("table", ALL)
def test_the_columns_are_those_of_the_rows(graph: GraphStore, table: str) -> None:
    assert all(tuple(row) == columns(table) for row in rows(graph, table))


def test_every_value_is_of_its_column_and_every_file_is_the_one_described(graph: GraphStore, tmp_path: Path) -> None:
    descriptor = packaged(graph, tmp_path)
    assert [resource["name"] for resource in descriptor["resources"]] == list(TABLES)
    for resource in descriptor["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}" and resource["bytes"] == len(content)
        fields = {field["name"]: CAST[field["type"]] for field in resource["schema"]["fields"]}
        found = list(csv.DictReader(content.decode("utf-8").splitlines()))
        assert len(found) == sum(1 for _ in rows(graph, resource["name"]))
        keys = set()
        for row in found:
            assert row.keys() == fields.keys()
            for name, text in row.items():
                if text:
                    fields[name](text)
            keys.add(tuple(row[name] for name in resource["schema"]["primaryKey"]))
        assert len(keys) == len(found)


def test_an_empty_graph_has_empty_tables_with_heads(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as graph:
        packaged(graph, tmp_path / "tables")
    for table in TABLES:
        assert (tmp_path / "tables" / f"{table}.csv").read_text(encoding="utf-8").strip() == ",".join(columns(table))


def test_the_licence_is_said_if_there_is_one(graph: GraphStore, tmp_path: Path) -> None:
    assert "licenses" not in packaged(graph, tmp_path)
    describe(graph, About(license="https://creativecommons.org/licenses/by/4.0/"))
    assert packaged(graph, tmp_path)["licenses"] == [{"path": "https://creativecommons.org/licenses/by/4.0/"}]
