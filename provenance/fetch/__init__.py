"""The network, safely: one address in, the bytes of one page out, or one plain sentence that says why not.

    >>> from provenance.fetch import FetchPolicy, RobotsCache, fetch
    >>> page = fetch("https://lantern-post.example/story")          # a page that a person names
    >>> policy = FetchPolicy(respect_robots=True)                   # a batch
    >>> page = fetch(url, policy=policy, robots=RobotsCache(policy))

What is decided here, and why:

- **Addresses.** A name is resolved once, every answer must be a public unicast address, and the connection goes to a
  checked address, so an answer that changes in between (DNS rebinding) changes nothing. Host header, TLS server name
  and certificate check keep the name. Redirects are followed by hand: each hop is checked like the first.
- **Proxies.** A proxy resolves names itself, which defeats that check, so the environment's proxies are ignored unless
  `FetchPolicy.use_env_proxies` says otherwise; then a note tells it. `.netrc` is never read. The environment's CA
  bundle is, as the people behind a company's gateway need it and it opens no address.
- **From https to http.** Followed, with a note: a page is also read when it is named with http, but nobody vouches for
  the bytes of an unprotected hop, and a record of rights should say so.
- **Size and time.** The announced length, the bytes received and the bytes unpacked each have the same limit; one
  clock runs over all hops, and cuts a connection that drips headers or bytes below every single read's limit.
- **robots.txt** (RFC 9309). A batch respects it on every hop. A page that a person names is fetched once, and a note
  says what robots.txt says.
- **Other files of the site.** `SiteFiles` asks for what sites say of AI use: two small files, once per host and run,
  and only if robots.txt lets it. The front door of the library (`provenance.read`) does so for a page that is named.

`requests` is loaded at the first fetch, not at import.
"""

from provenance.fetch.page import fetch
from provenance.fetch.policy import Fetched, FetchPolicy
from provenance.fetch.robots import RobotsCache
from provenance.fetch.site import SiteFiles

__all__ = ["FetchPolicy", "Fetched", "RobotsCache", "SiteFiles", "fetch"]
