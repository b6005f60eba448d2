"""What every wing is built with: pages, letters, the widget that paints them, the scene that runs them, sound, and the
trace."""
