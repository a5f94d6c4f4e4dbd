"""The shared parts of the command line: options, input and output, the database that commands open."""
