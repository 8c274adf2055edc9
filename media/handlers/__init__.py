"""One module a family of MIME types: each becomes a chunk that pages load when they first need it."""
