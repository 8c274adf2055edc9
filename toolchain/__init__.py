"""The implementation of ``build.py``: one module per step, from Python sources to a published tree."""
