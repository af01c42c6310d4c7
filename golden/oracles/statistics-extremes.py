"""Extreme evidence with 60 digits: correlations within rounding of 1, t, z and signed-rank tests far below 1e-300.

    python statistics-extremes.py > statistics-extremes.json

The inputs are `extremes` and `proportions` below, bit for bit those of spec/statistics/oracle-inputs.ts.
"""

import json
import sys

import mpmath
from mpmath import mpf

from statistics_inputs import Lcg

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "correlation": {"mpmath": "correlation"},
        "wilcoxon": {"mpmath": "signed_rank"},
        "proportions": {"mpmath": "proportion_test"}
    }
}

mpmath.mp.dps = 60
CASES = 200


def extremes(k):
    """Two columns about 25, the second a line over the first but for noise from 1 down to 2^-30."""
    g = Lcg(110_000 + k)
    n = 3 + g.below(60)
    noise = 2.0 ** -(k % 31)
    slope = -1.5 if g.u() < 0.5 else 0.75
    x = [25 + g.bell() for _ in range(n)]
    return x, [slope * v + noise * g.bell() + 3 for v in x]


def proportions(k):
    """Counts of many trials."""
    g = Lcg(120_000 + k)
    n1, n2 = 1000 + g.below(10**7), 1000 + g.below(10**7)
    return g.below(n1), n1, g.below(n2), n2


def log10_t(t, df):
    """Of P(|T| > t): the incomplete beta function as a hypergeometric series."""
    a, half = mpf(df) / 2, mpf(1) / 2
    x = df / (df + t * t)
    log = a * mpmath.log(x) - mpmath.log(a) - mpmath.log(mpmath.beta(a, half)) + mpmath.log(mpmath.hyp2f1(a, half, a + 1, x))
    return log / mpmath.log(10)


def log10_z(z):
    return mpmath.log10(mpmath.erfc(abs(z) / mpmath.sqrt(2)))


def centred(values):
    values = [mpf(v) for v in values]
    mean = mpmath.fsum(values) / len(values)
    return mean, [v - mean for v in values]


def correlation(k):
    """[r, log10 p, residual sd of the line]"""
    x, y = extremes(k)
    (_, a), (_, b) = centred(x), centred(y)
    n = len(x)
    sxx, syy, sxy = (mpmath.fsum(p * q for p, q in zip(u, v)) for u, v in ((a, a), (b, b), (a, b)))
    r = sxy / mpmath.sqrt(sxx * syy)
    rest = syy - sxy**2 / sxx
    return [r, log10_t(abs(r) * mpmath.sqrt((n - 2) * syy / rest), n - 2), mpmath.sqrt(rest / (n - 2))]


def mean_test(k):
    """[t, log10 p] of the second column's mean against 0."""
    mean, deviations = centred(extremes(k)[1])
    n = len(deviations)
    t = mean / mpmath.sqrt(mpmath.fsum(d * d for d in deviations) / (n - 1) / n)
    return [t, log10_t(abs(t), n - 1)]


def proportion_test(k):
    """[z, log10 p]"""
    a, n1, b, n2 = map(mpf, proportions(k))
    pooled = (a + b) / (n1 + n2)
    z = (a / n1 - b / n2) / mpmath.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return [z, log10_z(z)]


def signed_rank(k):
    """[z, log10 p] of 1 .. n, all of one sign, n up to 10^4."""
    n = mpf(10 + Lcg(130_000 + k).below(10**4))
    z = n * (n + 1) / 4 / mpmath.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    return [z, log10_z(z)]


topics = [correlation, mean_test, proportion_test, signed_rank]
document = {"versions": {"python": sys.version.split()[0], "mpmath": mpmath.__version__}, "covers": COVERS}
for topic in topics:
    document[topic.__name__] = [[float(mpmath.nstr(v, 20)) for v in topic(k)] for k in range(CASES)]
print(json.dumps(document, separators=(",", ":")))
