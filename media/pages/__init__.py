"""Pages below the asset root, one a module. They are documents of their own, for output that may not run in the host's.

``frame``  for output with scripts that may fetch nothing
``open``   in its place, where the host or the person allows output to fetch
"""
