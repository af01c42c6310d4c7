"""Oracle values of harness/statistics/ranking/multi-reader.ts, from the definitions.

    python multi-reader.py > multi-reader.json

Needs numpy and scipy. No package of PyPI or Debian has a multi-reader analysis (iMRMC and MRMCaov are on CRAN and in
Java), so that moments are taken here as Gallas (2006) defines them: means of products of kernels over all pairs of
readers, positive and negative cases that are the same or different, each of the eight enumerated with masks. Degrees of
freedom are Hillis' (2007), t and p SciPy's. Inputs are those of spec/statistics/multi-reader.spec.ts, bit for bit.
"""
import json

import numpy as np
import scipy
from scipy import stats

from statistics_inputs import Lcg


def cases(k):
    g = Lcg(300000 + k)
    n, readers = 8 + g.below(14), 2 + g.below(4)
    truth = np.array([i % 2 if i < 4 else float(g.u() < 0.4) for i in range(n)])
    ability = [0.4 + g.u() for _ in range(readers)]
    level = [0.6 * g.bell() for _ in range(n)]
    ratings = np.zeros((2, readers, n))
    for a in range(2):
        for r in range(readers):
            for i in range(n):
                value = (ability[r] + 0.3 * a) * truth[i] + level[i] + 0.5 * g.bell()
                ratings[a, r, i] = np.floor(3 * value + 100) - 100 if k % 4 == 3 else value
    return truth, ratings


def kernels(truth, values):
    positive, negative = values[:, truth == 1], values[:, truth == 0]
    difference = positive[:, :, None] - negative[:, None, :]
    return (difference > 0) + 0.5 * (difference == 0)


def variance(kernel):
    """Gallas' unbiased variance of the mean kernel [R, N1, N0], every moment by enumeration."""
    readers, n1, n0 = kernel.shape
    products = np.einsum("rij,slm->rsiljm", kernel, kernel)
    same = [np.eye(size, dtype=bool) for size in (readers, n1, n0)]
    total = 0.0
    for r in (same[0], ~same[0]):
        for i in (same[1], ~same[1]):
            for j in (same[2], ~same[2]):
                mask = r[:, :, None, None, None, None] & i[None, None, :, :, None, None] & j[None, None, None, None]
                moment = products[np.broadcast_to(mask, products.shape)].mean()
                # How often a pair of pairs is of this kind, among all.
                total += moment * mask.sum() / products.size
                if not (r is same[0]) and not (i is same[1]) and not (j is same[2]):
                    expected_square = moment
    return total - expected_square


def of_cases(kernel):
    mean = kernel.mean(axis=0)
    n1, n0 = mean.shape
    return mean.mean(axis=1).var(ddof=1) / n1 + mean.mean(axis=0).var(ddof=1) / n0


def analysed(kernel):
    by_reader = kernel.mean(axis=(1, 2))
    readers = len(by_reader)
    own = variance(kernel)
    own = own if own > 0 else of_cases(kernel)
    of_readers = by_reader.var(ddof=1) / readers
    df = (readers - 1) * max(1.0, own / of_readers) ** 2 if of_readers > 0 else np.inf
    value, error = by_reader.mean(), np.sqrt(own)
    df = df if df < 1e6 else np.inf
    reach = error * (stats.t.ppf(0.975, df) if df < np.inf else stats.norm.ppf(0.975))
    return value, error, df, value - reach, value + reach


def answer(k):
    truth, ratings = cases(k)
    a, b = (kernels(truth, ratings[m]) for m in range(2))
    value, error, df, low, high = analysed(a - b)
    t = value / error if error > 0 else np.nan
    p = 2 * (stats.t.sf(abs(t), df) if df < np.inf else stats.norm.sf(abs(t)))
    of = [*analysed(a)[:3], *analysed(b)[:3]]
    return [float(x) if np.isfinite(x) else None for x in [*of, value, error, df, low, high, t, p]]


rows = ",\n  ".join(json.dumps(answer(k)) for k in range(200))
print(f'{{\n "versions": {{"numpy": "{np.__version__}", "scipy": "{scipy.__version__}"}},\n "cases": [\n  {rows}\n ]\n}}')
