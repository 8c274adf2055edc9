"""Pages below the asset root, one per module. They are separate documents for output that must not run in the host's.

``frame``  is for output with scripts that may not fetch anything
``open``   replaces it if the host or the user allows output to fetch
"""
