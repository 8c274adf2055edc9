"""JavaScript from kernels: ``libraries`` caches loaded libraries in the page, ``running`` runs scripts in a frame."""
