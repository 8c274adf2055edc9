#!/usr/bin/env python3
"""The command line of this project: sets itself up, builds, serves the gallery, runs the tests.

    python3 build.py serve      the gallery at http://127.0.0.1:8002/
    python3 build.py test       all tests, in a browser

It needs Python 3.10 to 3.14 and, on first use, the network; `python3 build.py --help` lists all commands.
"""

import sys


if sys.version_info < (3, 10):  # checked before imports that older versions cannot parse
    sys.exit('build.py: Python %d.%d is too old; use Python 3.10 to 3.14, as in `python3.12 build.py`.'
             % sys.version_info[:2])

try:
    from toolchain.command_line import main

    if __name__ == '__main__':
        sys.exit(main())
except KeyboardInterrupt:  # Ctrl+C while modules are loaded
    sys.exit(1)
