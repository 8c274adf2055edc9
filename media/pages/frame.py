"""The page of frames for outputs with scripts, which may fetch nothing.

A server that gives it the header ``Connection-Allowlist: ()`` keeps browsers from connecting to where a script wants to
go, before the policy forbids it.
"""

from media.html.page import start

start()
