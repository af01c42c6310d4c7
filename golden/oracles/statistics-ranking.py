"""Oracle values of harness/statistics/ranking from SciPy, scikit-posthocs, statsmodels and mpmath.

    python statistics-ranking.py > statistics-ranking.json

The inputs are those of `methods` below, bit for bit those of spec/statistics/ranking.spec.ts.
"""

import json
import sys
import warnings

import mpmath
import numpy as np
import pandas
import scikit_posthocs
import scipy
import statsmodels
import statsmodels.formula.api as smf
from scipy import stats
from statsmodels.stats.multitest import multipletests

from statistics_inputs import Lcg

CASES = 200
warnings.simplefilter("ignore")


def methods(k):
    """3 to 6 methods on 3 to 32 images, rows are images; every second case on a coarse grid, so that values tie."""
    g = Lcg(140_000 + k)
    count, n = 3 + g.below(4), 3 + g.below(30)
    gain = [g.u() * 0.6 for _ in range(count)]
    rows = []
    for _ in range(n):
        image = 2 * g.bell()
        rows.append([image + by + 0.5 * g.bell() for by in gain])
    return [[int(3 * v + 100) - 100 for v in row] for row in rows] if k % 2 else rows


def case(k):
    """[chi2, p, F's p], scikit-posthocs' Nemenyi and Conover by pairs, SciPy's Nemenyi, statsmodels' Conover, Holm."""
    x = np.array(methods(k), float)
    n, m = x.shape
    pairs = [(i, j) for i in range(m) for j in range(i + 1, m)]
    chi2, p = stats.friedmanchisquare(*x.T)
    if not np.isfinite(chi2):
        return None
    F = (n - 1) * chi2 / (n * (m - 1) - chi2)
    # The best, of the greatest value, has rank 1.
    ranks = stats.rankdata(-x, axis=1)
    means = ranks.mean(0)
    frame = pandas.DataFrame({"rank": ranks.ravel(), "method": np.tile(np.arange(m), n), "image": np.repeat(np.arange(n), m)})
    fit = smf.ols("rank ~ C(method) + C(image)", frame).fit()
    names = list(fit.params.index)

    def contrast(i, j):
        row = np.zeros(len(names))
        for method, sign in ((i, 1), (j, -1)):
            if method > 0:
                row[names.index(f"C(method)[T.{method}]")] = sign
        return float(fit.t_test(row).pvalue)

    nemenyi = scikit_posthocs.posthoc_nemenyi_friedman(x).values
    conover = scikit_posthocs.posthoc_conover_friedman(x).values
    scale = np.sqrt(m * (m + 1) / (12 * n))
    sf = lambda q: float(stats.studentized_range.sf(q, m, np.inf))
    own = [contrast(i, j) for i, j in pairs]
    return {
        "friedman": [chi2, p, stats.f.sf(F, m - 1, (m - 1) * (n - 1)), chi2 / (n * (m - 1))],
        "meanRanks": means.tolist(),
        "nemenyi": {"posthocs": [nemenyi[i, j] for i, j in pairs], "scipy": [sf(abs(means[i] - means[j]) / scale) for i, j in pairs]},
        "conover": {"posthocs": [conover[i, j] for i, j in pairs], "statsmodels": own},
        "holm": multipletests(own, method="holm")[1].tolist(),
        "critical": float(stats.studentized_range.ppf(0.95, m, np.inf)) * scale,
    }


def tail(q, k):
    """log10 P(range of k standard normals > q), with 40 digits."""
    mpmath.mp.dps = 40
    inside = lambda z: mpmath.npdf(z) * (mpmath.ncdf(z) ** (k - 1) - (mpmath.ncdf(z) - mpmath.ncdf(z - q)) ** (k - 1))
    return [q, k, float(mpmath.log10(k * mpmath.quad(inside, [-12, -4, 0, q / 4, q / 2, q, q + 4, q + 12])))]


def clean(value):
    if isinstance(value, dict):
        return {key: clean(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(entry) for entry in value]
    return value if value is None or np.isfinite(value) else None


versions = {m.__name__: m.__version__ for m in (np, scipy, pandas, statsmodels, mpmath)}
versions["scikit-posthocs"] = scikit_posthocs.__version__
document = {
    "versions": {"python": sys.version.split()[0], **versions},
    "cases": [clean(case(k)) for k in range(CASES)],
    "tails": [tail(q, k) for k in (2, 3, 5, 10, 40) for q in (0.5, 2, 4, 8, 16)],
}
print(json.dumps(document, separators=(",", ":")))
