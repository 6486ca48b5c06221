"""Makes the small recognizer (kg.recognizer). Not imported by any command: `python -m kg.train ../shared`."""
