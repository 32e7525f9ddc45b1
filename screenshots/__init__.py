"""Pictures of every page, as the README shows them: `make screenshots`."""
