"""Chunks that show no items: what pages load by name, and what several handlers need, asked for by `media.shared`."""
