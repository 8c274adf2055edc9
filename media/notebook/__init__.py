"""Notebooks: ``reading`` parses all versions of the format into cells; ``cells`` shows a cell."""
