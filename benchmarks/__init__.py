"""Speed against peers and against length, as ratios of one run."""
