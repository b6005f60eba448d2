"""In which phase a learner is: evidence in, a posterior out. Numpy only; no learner's name, no screen, no database."""
