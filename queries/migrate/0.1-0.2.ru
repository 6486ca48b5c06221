# From 0.1 to 0.2: words of the texts are joined to the concepts of the schemes, districts to the concepts of their codes.
# Runs after the new ontology is in the store. The graph of entities follows the sources.

PREFIX kg: <https://w3id.org/lianghui-kg/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

# topics that are another form of a concept stand under it
INSERT { GRAPH ?source { ?phrase skos:broader ?concept } }
WHERE {
  GRAPH ?source { ?source a kg:SourceDocument . ?proposal kg:topic ?phrase . ?phrase skos:prefLabel ?label }
  GRAPH <https://w3id.org/lianghui-kg/ontology> { ?concept skos:altLabel ?label ; skos:inScheme kg:topics }
} ;

# topics that are the label of a concept are the concept
INSERT { GRAPH ?source { ?phrase skos:exactMatch ?concept . ?phrase skos:broader ?broader } }
WHERE {
  GRAPH ?source { ?source a kg:SourceDocument . ?proposal kg:topic ?phrase . ?phrase skos:prefLabel ?label }
  GRAPH <https://w3id.org/lianghui-kg/ontology> {
    ?concept skos:prefLabel ?label ; skos:inScheme kg:topics .
    OPTIONAL { ?concept skos:broader ?broader }
  }
} ;

INSERT { GRAPH ?source { ?observation schema:variableMeasured ?concept } }
WHERE {
  GRAPH ?source { ?source a kg:SourceDocument . ?observation kg:indicator ?name }
  BIND(STRLANG(?name, "zh-hans") AS ?label)
  GRAPH <https://w3id.org/lianghui-kg/ontology> { ?concept skos:prefLabel|skos:altLabel ?label ; skos:inScheme kg:indicators }
} ;

INSERT { GRAPH ?source { ?role skos:broader ?concept } }
WHERE {
  GRAPH ?source { ?source a kg:SourceDocument . ?role a org:Role ; skos:prefLabel ?label }
  GRAPH <https://w3id.org/lianghui-kg/ontology> { ?concept skos:prefLabel|skos:hiddenLabel ?label ; skos:inScheme kg:roleKinds }
} ;

INSERT { GRAPH ?graph { ?body org:classification ?concept } }
WHERE {
  GRAPH ?graph { ?body kg:mainType ?type ; kg:kind ?code }
  GRAPH <https://w3id.org/lianghui-kg/ontology> { ?concept skos:notation ?code ; skos:inScheme kg:organizationKinds }
} ;

INSERT { GRAPH ?source { ?district skos:exactMatch ?concept . ?concept a skos:Concept ; skos:inScheme kg:divisions ; skos:notation ?code } }
WHERE {
  GRAPH ?source { ?source a kg:SourceDocument . ?district kg:mainType kg:District ; skos:notation ?code }
  BIND(IRI(CONCAT("https://w3id.org/lianghui-kg/ontology#division/", ?code)) AS ?concept)
} ;

INSERT { GRAPH ?entities { ?district skos:exactMatch ?concept } }
WHERE {
  GRAPH ?entities { ?district kg:mainType kg:District ; skos:notation ?code FILTER NOT EXISTS { ?entities a kg:SourceDocument } }
  BIND(IRI(CONCAT("https://w3id.org/lianghui-kg/ontology#division/", ?code)) AS ?concept)
}
