"""Set-up: the dependencies of a command are installed on its first use.

* ``environment``: the Python and npm packages that each command needs, and whether they are installed
* ``installation``: installation of the virtual environment, Python packages, Node.js and npm packages
* ``lock``: concurrent commands take turns
* ``browser``: the browser for the tests
"""
