"""What numbers are worth: confidences and thresholds, scores on one scale, what reviewers teach."""
