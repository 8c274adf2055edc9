"""Set-up: what a command needs is installed on its first use.

* ``environment``: which Python and npm packages each command needs, and whether they are there
* ``installation``: how the virtual environment, Python packages, Node.js and npm packages are installed
* ``lock``: concurrent commands take turns
* ``browser``: the browser that tests drive
"""
