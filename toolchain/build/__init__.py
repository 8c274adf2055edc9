"""The build: from ``media/`` and npm packages to a release, ``assets/<hash>/``.

* ``registry``: what handlers declare, and the modules generated from it
* ``bundle``: one run of esbuild over what the compiler wrote
* ``pages``: the pages that frames load
* ``release``: all of it together, with budgets and the table of sizes
* ``contenthash``, ``integrity``, ``manifest``, ``contenttypes``, ``licenses``: what a release says about itself
"""
