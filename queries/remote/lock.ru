# Takes the lock of a graph, unless another has it.
PREFIX kg: <https://w3id.org/lianghui-kg/ontology#>

INSERT { GRAPH $lock { $lock kg:status $mine } } WHERE { FILTER NOT EXISTS { GRAPH $lock { $lock kg:status ?other } } }
