"""Actor-level stance and sentiment: a text goes in, an analysis comes out.

The package is pure computation. It reads the seeds and one verified artifact, and knows nothing of HTTP or of training.
Offsets everywhere are character offsets into the text exactly as it was given, end exclusive.
"""

__version__ = "0.1.0"
