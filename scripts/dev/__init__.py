"""For those who change the code: pages and pictures that are made from it."""
