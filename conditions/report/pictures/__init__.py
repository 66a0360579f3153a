"""Pictures of what must come before what, and of days: built from dossiers, drawn as SVG, Mermaid and DOT."""
