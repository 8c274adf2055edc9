"""``build.py serve``: the gallery, rebuilt as files change.

* ``devserver``: the web server
* ``incremental``: builds that redo only what a change affects
* ``watcher``: notices changes and starts those builds
* ``reload``: tells open galleries about a build or its errors
* ``shell``: a real shell for the gallery's terminal
"""
