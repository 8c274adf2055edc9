"""Graphs of git histories. Data flows through the modules in this order:

``history``    turns items into commits with their parents, and collects problems in the data
``lanes``      assigns a lane to each commit; ``lines`` computes the lines between rows
``view``       creates the elements of a graph; ``filling`` puts visible rows into it, which ``drawing`` draws
``selection``  searches, and finds the ancestors of a commit
``actions``    handles clicks, keys and copying; ``details`` describes a commit

``history``, ``lanes``, ``lines`` and ``selection`` do not use the DOM, so they also run in CPython.
"""
