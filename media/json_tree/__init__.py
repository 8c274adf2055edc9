"""A tree of JSON, of any size and depth.

Data goes one way: ``reading`` (text) and ``walking`` (objects) fill a ``tree.Tree``, a table with a row for each value
in the order of the source; ``view`` draws the rows in sight; ``actions`` changes what is open.
Reading text, and ``search`` and ``copying``, are chunks of their own.
"""
