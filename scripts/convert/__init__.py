"""Converting: old checkpoints become safetensors, where it can do no harm."""
