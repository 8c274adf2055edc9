"""Benchmarks: ours beside a real peer or hand-written JavaScript, in one run, as ratios. `python3 build.py bench`."""
