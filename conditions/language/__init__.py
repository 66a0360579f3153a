"""The condition language: surface kinds in the parties' words, their text, their lowering to the core."""
