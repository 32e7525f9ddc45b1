"""Made-up registries of any size: companies that never were, and what counting them must give."""
