"""The drill on the screen and by lines."""
