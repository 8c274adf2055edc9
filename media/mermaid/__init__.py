"""Mermaid diagrams: ``diagrams`` runs in the page, ``drawing`` draws them in a frame."""
