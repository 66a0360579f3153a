"""The language server: what editors ask about dossiers and scenarios. Only `server` knows the protocol."""
