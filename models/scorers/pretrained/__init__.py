"""What back-ends share that run a model of transformers from a local folder."""
