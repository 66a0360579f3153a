"""Files: reading dossiers and scenarios with the place of every value, and writing them."""
