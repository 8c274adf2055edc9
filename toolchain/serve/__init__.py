"""``build.py serve``: the gallery, rebuilt when files change.

* ``devserver``: the web server
* ``incremental``: builds that redo only the parts that a change affects
* ``watcher``: watches for changes and starts these builds
* ``reload``: notifies open galleries about builds and errors
* ``shell``: a real shell for the gallery's terminal
"""
