# From 0.2 to 0.3: what a standard vocabulary has a term for is said with that term alone.
# The blocks in which evidence stands (oa:hasScope) come when a document is read again.

PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX kg: <https://w3id.org/lianghui-kg/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX void: <http://rdfs.org/ns/void#>

# evidence is an oa:Annotation and a figure a qb:Observation, which both are already
DELETE { GRAPH ?source { ?evidence a kg:Evidence } }
WHERE { GRAPH ?source { ?evidence a kg:Evidence } } ;

DELETE { GRAPH ?source { ?figure a kg:Observation } }
WHERE { GRAPH ?source { ?figure a kg:Observation } } ;

DELETE { GRAPH ?source { ?document kg:characterEncoding ?name } }
INSERT { GRAPH ?source { ?document cnt:characterEncoding ?name } }
WHERE { GRAPH ?source { ?document kg:characterEncoding ?name } } ;

DELETE { GRAPH ?dataset { ?part void:class kg:Observation } }
INSERT { GRAPH ?dataset { ?part void:class qb:Observation } }
WHERE { GRAPH ?dataset { ?part void:class kg:Observation } }
