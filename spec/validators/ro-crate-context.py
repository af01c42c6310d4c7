"""Puts the context of RO-Crate 1.1, which the wheel of rocrate carries, where roc-validator looks when it is offline.

Usage: python ro-crate-context.py CACHE (the path that roc-validator is given as --cache-path)
"""

import sys
from importlib.resources import files
from io import BytesIO

from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse

CONTEXT = 'https://w3id.org/ro/crate/1.1/context'


class FromWheel(HTTPAdapter):
    def send(self, request, **_):
        body = BytesIO(files('rocrate').joinpath('data/ro-crate.jsonld').read_bytes())
        headers = {'Content-Type': 'application/ld+json'}
        raw = HTTPResponse(body, headers, 200, preload_content=False, request_url=request.url)
        return self.build_response(request, raw)


session = CachedSession(cache_name=sys.argv[1], expire_after=-1)
session.mount('https://', FromWheel())
assert session.get(CONTEXT).json()['@id'] == CONTEXT
