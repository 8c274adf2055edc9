"""Interaction with tables, loaded on first use.

``keyboard``   navigates the grid, following the ARIA grid pattern
``pointer``    selects cells and resizes columns
``copying``    exports cells as TSV, CSV, Markdown or HTML
``filters``    keeps the rows that match a search or conditions on columns
``menus``      has the menus of a column and of the table
``details``    shows the full text of a long cell, with its links
``popovers``   opens the popovers for menus and details
"""
