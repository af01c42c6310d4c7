"""Values behind the audit of the paper's printed figures, from mpmath, NumPy and SciPy.

Run: python golden/oracles/record.py > golden/oracles/record.json
"""

import itertools
import json
import sys

import mpmath
import numpy as np
import scipy
from scipy import stats

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "rules": {
        "signed-rank-p": {"mpmath": "floors", "scipy": "wilcoxon"},
        "correlation": {"scipy": "correlation"},
        "correlation-identities": {"scipy": "correlation"},
        "effect-interval": {"scipy": "intervals"}
    }
}

mpmath.mp.dps = 40

# Six points of Table S11 (autoencoder ceiling) and Table 1 (SR PSNR): SD-VAE, then MedVAE, for each data set.
CEILING = [23.92, 27.85, 31.39, 37.87, 32.02, 36.93]
SR = [22.34, 25.26, 23.51, 26.42, 25.58, 28.87]


def tail(z):
    return mpmath.erfc(z / mpmath.sqrt(2)) / 2


def floors():
    """Smallest signed-rank p of n untied pairs, all of one sign, by the normal approximation and exactly."""
    rows = []
    for n in (10, 35, 120, 700, 720, 1000):
        most = mpmath.mpf(n) * (n + 1) / 2
        deviation = mpmath.sqrt(mpmath.mpf(n) * (n + 1) * (2 * n + 1) / 24)
        for correction in (False, True):
            p = tail((most / 2 - (0.5 if correction else 0)) / deviation)
            for sided, factor in (("one", 1), ("two", 2)):
                rows.append(dict(n=n, sided=sided, method="asymptotic", correction=correction, log10=float(mpmath.log10(factor * p))))
        for sided, power in (("one", n), ("two", n - 1)):
            rows.append(dict(n=n, sided=sided, method="exact", correction=False, log10=float(-power * mpmath.log10(2))))
    return rows


def scipy_tests():
    """scipy.stats.wilcoxon on differences whose rank sum is known: p that a search must trace back to that sum."""
    rng = np.random.default_rng(20)
    rows = []
    for n in (12, 20, 45):
        for _ in range(6):
            d = rng.normal(0.6, 1, n)
            ranks = stats.rankdata(np.abs(d))
            w = float(ranks[d > 0].sum())
            for method in ("exact", "asymptotic"):
                for correction in (False, True) if method == "asymptotic" else (False,):
                    p = stats.wilcoxon(d, alternative="greater", method=method, correction=correction).pvalue
                    rows.append(dict(n=n, w=w, method=method, correction=correction, p=float(p)))
    return rows


def correlation():
    x, y = np.array(CEILING), np.array(SR)
    r, p = stats.pearsonr(x, y)
    corners = [
        np.corrcoef(x + 0.005 * np.array(s[:6]), y + 0.005 * np.array(s[6:]))[0, 1]
        for s in itertools.product((-1, 1), repeat=12)
    ]
    reach = stats.norm.ppf(0.975) / np.sqrt(3)
    return dict(
        r=float(r),
        p=float(p),
        fisher=[float(np.tanh(np.arctanh(r) - reach)), float(np.tanh(np.arctanh(r) + reach))],
        range=[float(min(corners)), float(max(corners))],
        leaveOneOut=[float(np.corrcoef(np.delete(x, i), np.delete(y, i))[0, 1] ** 2) for i in range(6)],
    )


def intervals():
    """Half-widths of paired and independent intervals from the printed difference, d and n, beside the printed one."""
    rows = []
    for n, delta, d, low, high in ((120, 2.91, 1.858, 2.52, 3.30), (700, 2.91, 1.421, 2.69, 3.12), (1000, 3.29, 1.370, 3.09, 3.51)):
        paired = stats.norm.ppf(0.975) * delta / d / np.sqrt(n)
        rows.append(dict(n=n, delta=delta, d=d, paired=float(paired), independent=float(paired * np.sqrt(2)), printed=(high - low) / 2))
    return rows


json.dump(
    dict(
        versions=dict(mpmath=mpmath.__version__, numpy=np.__version__, scipy=scipy.__version__),
        covers=COVERS,
        floors=floors(),
        wilcoxon=scipy_tests(),
        correlation=correlation(),
        intervals=intervals(),
    ),
    sys.stdout,
    indent=1,
)
