"""Tables of any size: one grid for HTML tables, CSV, Arrow, Parquet and table schemas.

``markup``, ``csv``, ``typed``   read a source into a store; ``arrow_metadata`` checks Arrow's metadata first
``store``                        holds the columns, the header rows, and access to the text of each cell
``values``                       interprets the text of a cell as a number, a date, a boolean, or a missing value
``sizing``                       decides which columns are shown, in which order and how wide
``view``                         holds the state of one grid on the page
``drawing``                      creates the elements of the visible rows and columns, with ``elements``
``status``                       shows the line below the grid
``actions``                      handles scrolling and layout; media/table_tools has the rest, loaded on first use
"""
