"""What a terminal is to any command: how wide it is, its colours, a bar for long work, safe text, and the time. No
screen and no deck."""
