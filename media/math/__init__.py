"""Formulas: where they are in a text, how they are numbered, and their typesetting by KaTeX."""
