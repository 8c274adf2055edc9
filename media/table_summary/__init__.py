"""Column summaries: facts and small charts in the header, and heat maps."""
