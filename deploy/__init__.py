"""What turns the repository into something to run elsewhere."""
