"""Parsing JSON trees that arrive as text; Jupyter kernels send them parsed, and do not need this."""

from media.json_tree.reading import read

shared = {'read': read}
