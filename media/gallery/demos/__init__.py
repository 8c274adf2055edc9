"""What the gallery shows live: one module a demo, with ``start(stage, section)``; a section names it as its demo."""
