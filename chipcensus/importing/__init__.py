"""A reader's file -> rows, and a complete list of Problems. Nothing here writes."""
