"""What people do with a table, loaded with the first use.

``keyboard``   moves through the grid as ARIA describes it
``pointer``    selects cells and resizes columns
``copying``    writes cells as TSV, CSV, Markdown or HTML
``filters``    keeps the rows that match a search or conditions of columns
``menus``      are the menus of a column and of the table
``details``    shows all of a long cell, with its links
``popovers``   opens the small windows that the menus and details stand in
"""
