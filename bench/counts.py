"""What both peers ask of made-up counts, 31 provinces in 16 years; copied beside app.py."""

import duckdb

PROVINCES = "SELECT DISTINCT province FROM registrations ORDER BY 1"
CHOSEN = "WHERE year BETWEEN ? AND ? AND (len(?) = 0 OR list_contains(?, province)) "
BY_YEAR = (
    "SELECT year, sum(companies) AS companies FROM {} " + CHOSEN + "GROUP BY year ORDER BY year"
)
ROWS = (
    "SELECT year, province, born.companies AS registered, gone.companies AS deregistered "
    "FROM registrations AS born JOIN deregistrations AS gone USING (year, province) "
    + CHOSEN
    + "ORDER BY year, province LIMIT 20"
)


def ask(connection, low, high, chosen):
    """The two figures and the table: three frames."""
    asked = [low, high, chosen, chosen]
    texts = (BY_YEAR.format("registrations"), BY_YEAR.format("deregistrations"), ROWS)
    return [connection.execute(text, asked).df() for text in texts]


def write(path):
    """Make the database."""
    with duckdb.connect(str(path)) as connection:
        for table in ("registrations", "deregistrations"):
            connection.execute(
                f"CREATE TABLE {table} AS SELECT year, 'Province ' || place AS province, "
                f"300 + hash(year, place, '{table}') % 30000 AS companies "
                "FROM range(2010, 2026) AS years (year), range(1, 32) AS places (place)"
            )
