"""What is run from the command line: each script parses, calls and prints."""
