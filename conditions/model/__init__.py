"""Typed models of a dossier and its scenarios: frozen, strict, built in Python or read from files."""
