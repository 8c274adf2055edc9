"""The website: the gallery and the documentation. ``build.py serve`` shows it, ``build.py gallery`` writes it.

* ``gallery``: the gallery's sections, items and demos
* ``pages``: every file of the site that is not compiled, by its path
* ``git_history``: this repository's history, for the gallery
"""
