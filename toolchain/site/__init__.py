"""The website: the gallery and the documentation. ``build.py serve`` serves it, ``build.py gallery`` writes it.

* ``gallery``: the gallery's sections, items and demos
* ``documents``: the documentation
* ``pages``: the files of the site that are not compiled, by path
* ``publishing``: the site as static files
* ``picture``: the picture in README.md
* ``git_history``: this repository's history, for the gallery
"""
