"""Pages below the asset root, one a module: documents of their own for what may not run in the host's."""
