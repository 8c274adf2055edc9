"""Plotly figures: ``figures`` validates them in the page, ``drawing`` runs in a frame along with the library."""
