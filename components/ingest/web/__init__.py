"""Pages and feeds fetched from the public web, where an installation allows it; off by default.

from components.ingest.web import FetchPolicy, fetch
fetched = fetch("https://news.example.org/story", FetchPolicy(allowed=True))
read(fetched.name, fetched.data)

No private, loopback, link-local or otherwise special address is ever connected to, whatever a name
resolves to and wherever a site redirects.
"""

from components.ingest.web.addresses import is_public
from components.ingest.web.fetching import addresses_in, fetch
from components.ingest.web.records import Fetched, FetchPolicy, FetchRefused

__all__ = [
    "FetchPolicy",
    "FetchRefused",
    "Fetched",
    "addresses_in",
    "fetch",
    "is_public",
]
