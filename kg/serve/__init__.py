"""The graph as a local web site: pages for everything in it, a SPARQL endpoint, linked data. Imported only by the command that serves."""
