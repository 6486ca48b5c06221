"""What is true of the whole country: divisions, surnames, organs, parties, posts, national policies and sessions, as documented data.

Lists are TOML under `data`, read once by `kg.lexicon.load`; a module beside it turns each into something to ask.
"""
