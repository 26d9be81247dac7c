"""What a developer or packager runs by hand."""
