"""What every wing is built with: pages and letters, the question, the widget that paints them, the scene that runs
them, lines, sound, the trace, and the words that several screens say."""
