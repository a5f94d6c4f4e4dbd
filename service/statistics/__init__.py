"""What the decisions of reviewers say in numbers. `rows` asks the database; every figure is a function of rows."""
