"""The back-end of COMET's estimators."""
