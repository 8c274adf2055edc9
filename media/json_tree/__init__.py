"""A tree of JSON, of any size and depth.

Data goes one way: ``reading`` (text) and ``walking`` (objects) fill a ``tree.Tree``, a table with a row for each value
in the order of the source; ``view`` draws the rows in sight. What a person does is answered by ``answers``, with
``moving``, ``details``, ``copying`` and ``search``; ``keeping`` takes what is open from one tree to the next.

``Tree`` and ``View`` do with methods what others need of them, so that the chunks that are loaded later (json_text,
json_tools, json_print) have no copies of it.
"""
