"""The page of frames for outputs with scripts that may not fetch anything.

If the server sends it with the header ``Connection-Allowlist: ()``, browsers do not even connect to a server that a
script tries to reach before the policy blocks the request.
"""

from media.html.page import start

start()
