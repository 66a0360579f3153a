"""Docs of a rule set: a document built from a dossier and its checked scenarios, and what renders it."""
