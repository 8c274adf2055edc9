"""Syntax highlighting: languages that the npm package lacks, and the names of all languages."""
