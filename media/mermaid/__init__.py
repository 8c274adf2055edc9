"""Diagrams of Mermaid: ``diagrams`` asks for them in the page, ``drawing`` draws them in a frame."""
