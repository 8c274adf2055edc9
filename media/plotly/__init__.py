"""Plotly's figures: ``figures`` runs in the page and reads them, ``drawing`` in a frame, beside the library."""
