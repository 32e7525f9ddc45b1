"""One company, named in the address: what it is, earns, raises, lives through, and who says so."""

from chipcensus.ui.company import show_company

show_company(
    "company",
    acts=["currency", "as_of", "events"],
    figures=[
        "companies/profile",
        "companies/results",
        "companies/deals",
        "companies/events",
        "companies/peers",
        "companies/sources",
    ],
)
