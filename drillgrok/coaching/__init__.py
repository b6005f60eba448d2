"""What is said to the learner: figures in, one honest verdict and its words out. No model of learning of its own."""
