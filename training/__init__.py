"""Corpora in, artifact out: fetch and verify, examples, fit, calibrate, evaluate, write the card."""
