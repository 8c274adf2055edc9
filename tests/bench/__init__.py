"""Benchmarks that compare ours with a real peer or hand-written JavaScript in one run: `python3 build.py bench`."""
