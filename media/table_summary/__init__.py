"""Columns at a glance: what they hold, as facts and small charts in the header, and as colors of cells."""
