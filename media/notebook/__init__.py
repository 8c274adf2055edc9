"""Notebooks: ``reading`` makes cells of every version's format; ``cells`` shows one."""
