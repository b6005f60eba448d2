"""Terminal keys in, pages out: a wing for each screen, built with the kit, and the program that leads from one to the
next. The same by lines."""
