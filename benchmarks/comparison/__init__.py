"""Stancewire beside what else one might run, in one run and as ratios: `python -m benchmarks.comparison`."""
