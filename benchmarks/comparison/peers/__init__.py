"""Scripts that time a library in a process and an environment of its own; they import nothing of the project but one another."""
