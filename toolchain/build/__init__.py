"""The build: from ``media/`` and npm packages to a release, ``assets/<hash>/``.

* ``registry``: what handlers declare, and the modules generated from it
* ``modules``: which modules become files, and what the compiler makes of them
* ``bundle``: one run of esbuild over what the compiler wrote
* ``pages``: the pages that frames load
* ``sizes``: the size of each file, byte budgets and the tables of both
* ``release``: all of it together, published when it is complete
* ``settings``: what pyproject.toml says
* ``contenthash``, ``integrity``, ``manifest``, ``contenttypes``, ``licenses``: what a release says about itself
"""
