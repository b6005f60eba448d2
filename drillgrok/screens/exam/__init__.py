"""The exam on the screen and by lines."""
