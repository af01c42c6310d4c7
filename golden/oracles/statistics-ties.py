"""Signed-rank tests of printed decimals: differences as Python's Decimal takes them, and as doubles are subtracted.

    python statistics-ties.py > statistics-ties.json

The inputs are `columns` below, bit for bit those of spec/statistics/decimal-ties.spec.ts: as text, as files print them.
"""

import json
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import numpy
import scipy
from scipy import stats

from statistics_inputs import Lcg

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "wilcoxon": {"scipy": "signed_rank", "decimal": "exact"},
        "equivalence": {"decimal": "equivalence"},
        "effect-size": {"decimal": "exact"}
    }
}

CASES = 250


def columns(k):
    """Two columns of one to three decimals as text, and a margin."""
    g = Lcg(140_000 + k)
    n, digits, spread = 8 + g.below(9), 1 + k % 3, 4 + g.below(12)
    x = [20 * 10**digits + g.below(6 * spread) for _ in range(n)]
    y = [v - g.below(spread) + spread // 3 for v in x]
    text = lambda v: str(Decimal(v).scaleb(-digits))
    return list(map(text, x)), list(map(text, y)), text(1 + g.below(spread))


def differences(k):
    x, y, _ = columns(k)
    return [Fraction(Decimal(a) - Decimal(b)) for a, b in zip(x, y)]


def signed_rank(k):
    """SciPy's two-sided asymptotic p: of the exact differences, and of those of doubles."""
    x, y, _ = columns(k)
    exact = differences(k)
    if all(d == 0 for d in exact):
        return None
    unit = max(d.denominator for d in exact)
    whole = numpy.array([int(d * unit * 10**3) for d in exact], float)
    options = dict(method="asymptotic", correction=False, zero_method="wilcox")
    binary = numpy.array(list(map(float, x))) - numpy.array(list(map(float, y)))
    return [stats.wilcoxon(whole, **options).pvalue, stats.wilcoxon(binary, **options).pvalue]


def ranks(values):
    used = [d for d in values if d != 0]
    sizes = sorted(abs(d) for d in used)
    rank = {v: Fraction(2 * sizes.index(v) + sizes.count(v) + 1, 2) for v in set(sizes)}
    return [(rank[abs(d)], d > 0) for d in used]


def tails(values):
    """(P(W+ >= seen), P(W+ <= seen)) by counting the patterns of signs."""
    given = ranks(values)
    seen = sum(r for r, plus in given if plus)
    sums = Counter({Fraction(0): 1})
    for r, _ in given:
        grown = Counter()
        for total, count in sums.items():
            grown[total] += count
            grown[total + r] += count
        sums = grown
    patterns = 2 ** len(given)
    greater = sum(c for s, c in sums.items() if s >= seen)
    less = sum(c for s, c in sums.items() if s <= seen)
    return Fraction(greater, patterns), Fraction(less, patterns)


def exact(k):
    """[two-sided p, rank-biserial correlation]"""
    values = differences(k)
    if all(d == 0 for d in values):
        return None
    given = ranks(values)
    plus = sum(r for r, positive in given if positive)
    total = sum(r for r, _ in given)
    return [float(min(Fraction(1), 2 * min(tails(values)))), float((2 * plus - total) / total)]


def equivalence(k):
    """[p, Hodges-Lehmann estimate]"""
    values = differences(k)
    margin = Fraction(Decimal(columns(k)[2]))
    p = max(tails([d + margin for d in values])[0], tails([d - margin for d in values])[1])
    n = len(values)
    walsh = sorted((values[i] + values[j]) / 2 for i in range(n) for j in range(i, n))
    middle = len(walsh)
    return [float(p), float((walsh[(middle - 1) // 2] + walsh[middle // 2]) / 2)]


document = {
    "versions": {"python": sys.version.split()[0], "numpy": numpy.__version__, "scipy": scipy.__version__, "decimal": sys.version.split()[0]},
    "covers": COVERS,
}
for topic in [signed_rank, exact, equivalence]:
    document[topic.__name__] = [topic(k) for k in range(CASES)]
print(json.dumps(document, separators=(",", ":")))
