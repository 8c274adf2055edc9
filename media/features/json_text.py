"""The tree of JSON that arrives as text; kernels of Jupyter send it parsed, which needs none of this."""

from media.json_tree.reading import read

shared = {'read': read}
