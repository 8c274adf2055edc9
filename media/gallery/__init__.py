"""The gallery's own page: real items, each with what it looks like, and demos. Served, never released."""
