"""Spearman's rank correlation of ten to twelve points, p by counting all orders, of ranks without ties and with them.

    python statistics-spearman.py > statistics-spearman.json

The orders are `order` below, bit for bit those of spec/statistics/spearman.spec.ts.
"""

import json
import sys
from collections import Counter

from statistics_inputs import Lcg

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "correlation": {"python": "orders"}
    }
}

CASES = 210


def order(k):
    """An order of 10 to 12 points: some of them neighbours of the rising one, so that small p occur."""
    g = Lcg(150_000 + k)
    n = 10 + k % 3
    key = [i + (1 + k % 7) * 3 * g.u() for i in range(n)]
    return sorted(range(n), key=key.__getitem__)


def squares(n):
    """How many orders have each sum of squared differences: one place after another, by what is used."""
    layer = {0: Counter({0: 1})}
    for place in range(n):
        grown = {}
        for used, sums in layer.items():
            for j in range(n):
                if used >> j & 1:
                    continue
                into = grown.setdefault(used | 1 << j, Counter())
                for total, count in sums.items():
                    into[total + (place - j) ** 2] += count
        layer = grown
    return layer[2**n - 1]


COUNTS = {n: squares(n) for n in (10, 11, 12)}


def orders(k):
    """[S, exact two-sided p: twice the smaller tail]"""
    given = order(k)
    seen = sum((i - j) ** 2 for i, j in enumerate(given))
    counts = COUNTS[len(given)]
    total = sum(counts.values())
    tails = [sum(c for s, c in counts.items() if s >= seen), sum(c for s, c in counts.items() if s <= seen)]
    return [seen, min(1.0, 2 * min(tails) / total)]


def midranks(values):
    """Twice the midranks, which are whole numbers."""
    ordered = sorted(values)
    return [2 * ordered.index(v) + ordered.count(v) + 1 for v in values]


def tied(k):
    """[exact two-sided p] where y falls into pairs and x into threes: every order of y's ranks, one place at a time."""
    y = midranks([v // 2 for v in order(k)])
    x = midranks([i // 3 for i in range(len(y))])
    seen = sum(a * b for a, b in zip(x, y))
    layer = {tuple(sorted(Counter(y).items())): Counter({0: 1})}
    for a in x:
        grown = {}
        for left, sums in layer.items():
            for value, count in left:
                rest = tuple((v, c - (v == value)) for v, c in left if c > (v == value))
                into = grown.setdefault(rest, Counter())
                for total, ways in sums.items():
                    into[total + a * value] += ways * count
        layer = grown
    counts = layer[()]
    total = sum(counts.values())
    tails = [sum(c for s, c in counts.items() if s >= seen), sum(c for s, c in counts.items() if s <= seen)]
    return [min(1.0, 2 * min(tails) / total)]


document = {
    "versions": {"python": sys.version.split()[0]},
    "covers": COVERS,
    "orders": [orders(k) for k in range(CASES)],
    "tied": [tied(k) for k in range(210)],
}
print(json.dumps(document, separators=(",", ":")))
