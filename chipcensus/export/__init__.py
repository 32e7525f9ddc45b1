"""A Result as something to take away."""
