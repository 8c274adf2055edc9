"""JavaScript of kernels: ``libraries`` remembers in the page what outputs load, ``running`` runs them in a frame."""
