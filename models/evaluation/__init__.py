"""The corpora to train and measure on, and the measures."""
