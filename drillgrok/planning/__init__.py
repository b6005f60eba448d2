"""What is worth doing today, and why. Pure: histories, a budget and the day come in, a plan goes out. No clock, no
database, no screen, no words of the coach's may enter."""
