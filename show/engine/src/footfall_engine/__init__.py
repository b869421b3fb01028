"""The Footfall engine as a Python package: its jar, and the command that runs it."""
