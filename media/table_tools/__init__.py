"""Interaction with tables, loaded on first use.

``keyboard``   navigates the grid, following the ARIA grid pattern
``pointer``    selects cells and resizes columns
``moving``     marks the current cell and the selection, and scrolls to them
``order``      sorts and filters; media/table_order has the work
``keeping``    gives a newer table the arrangement of the one that it replaces
``copying``    exports cells as TSV, CSV, Markdown or HTML
``menus``      has the menus of a column and of the table
``details``    shows the full text of a long cell, with its links
``popovers``   opens the popovers for menus and details
"""
