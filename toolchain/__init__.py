"""What ``build.py`` calls: one module per step, from Python sources to a published tree."""
