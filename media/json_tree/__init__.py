"""A JSON tree of any size and depth.

Data flows in one direction: ``reading`` (text) and ``walking`` (objects) fill a ``tree.Tree``, a table with a row for
each value in the order of the source, and ``view`` draws the visible rows. ``answers`` handles user input with
``moving``, ``details``, ``copying`` and ``search``. ``keeping`` transfers the open nodes from one tree to the next.

``Tree`` and ``View`` provide what other modules need as methods, so that the chunks that are loaded later (json_text,
json_tools, json_print) do not contain copies of their functions.
"""
