"""Tables of any size: one grid for HTML tables, CSV, Arrow, Parquet and table schemas.

``markup``, ``csv``, ``typed``   read a source into a store; ``arrow_metadata`` checks Arrow's metadata first
``store``                        holds the columns, the levels of headers, and a way to the text of each cell
``values``                       says what the text of a cell means: a number, a date, a truth value, or nothing
``order``, ``sorting``           work out which rows are shown in which order, in the background
``sizing``                       decides which columns are shown, in which order and how wide
``view``                         is the state of one grid on the page
``drawing``                      creates the elements of the rows and columns in sight, with ``elements``
``status``                       is the line below the grid
``actions``                      scrolls and sorts; media/table_tools has the rest, loaded with the first use
``still``                        is the table on paper and in snapshots
"""
