"""`conditions schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from conditions.cli.streams import put_json, writing

_HELP = """Print the JSON Schema of dossier or scenario files.

Editors use it to complete fields and to show mistakes while one types. For editors with the
YAML language server, put one line at the top of a file:

\b
  # yaml-language-server: $schema=dossier.schema.json

A schema knows nothing of the names in one dossier: `conditions lint` knows more.

\b
Examples:
  conditions schema dossier -o dossier.schema.json
  conditions schema scenario -o scenario.schema.json
"""


@click.command("schema", help=_HELP, short_help="Print a JSON Schema.")
@click.argument("kind", metavar="[dossier|scenario]", type=click.Choice(["dossier", "scenario"]), default="dossier")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write into this file instead.")
def command(kind: str, output: Path | None) -> int:
    """Print a schema."""
    from conditions.files.disk import put_file
    from conditions.files.schema import schema_of

    schema = schema_of("dossier" if kind == "dossier" else "scenario")
    if output is None:
        put_json(schema)
    else:
        with writing(output):
            put_file(output, json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return 0
