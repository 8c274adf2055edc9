"""The website: the gallery and the documentation. ``build.py serve`` shows it, ``build.py gallery`` writes it.

* ``gallery``: the gallery's sections, items and demos
* ``documents``: the documentation
* ``pages``: every file of the site that is not compiled, by its path
* ``publishing``: the site as static files
* ``picture``: the picture in README.md
* ``git_history``: this repository's history, for the gallery
"""
