"""Histories of git repositories, one way through:

``history``    items → commits with their parents, and what is wrong with the data
``lanes``      commits → a lane for each; ``lines`` → the lines between rows
``view``       the elements of a graph; ``filling`` puts the rows in sight into it, which ``drawing`` draws
``selection``  searching, and the ancestry of a commit
``actions``    what people do: clicks, keys, copying; ``details`` describes a commit

``history``, ``lanes``, ``lines`` and ``selection`` touch no page, and so run in CPython, too.
"""
