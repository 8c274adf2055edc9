"""The build: from ``media/`` and npm packages to a release, ``assets/<hash>/``.

* ``registry``: the declarations of handlers, and the modules generated from them
* ``modules``: the modules that become files, and their compilation
* ``bundle``: bundling of the compiler's output with esbuild
* ``pages``: the pages that frames load
* ``sizes``: the size and byte budget of each file, and tables of them
* ``release``: the whole build, published once it is complete
* ``settings``: the contents of pyproject.toml
* ``contenthash``, ``integrity``, ``manifest``, ``contenttypes``, ``licenses``: the metadata of a release
"""
