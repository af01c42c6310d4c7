"""Oracle values of harness/statistics/share.ts: shares of answers with exact intervals, from statsmodels and SciPy, and
of subjects with several images from NumPy and SciPy by the published formulas (Korn and Graubard 1998; CR2 as matrices,
Pustejovsky and Tipton 2018). R's binom.test: statistics-shares-r.R.

    python statistics-shares.py > statistics-shares.json
"""

import json

import numpy as np
import scipy
import statsmodels
from scipy import linalg, stats
from statsmodels.stats.proportion import proportion_confint

from statistics_inputs import Lcg, clusters

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "share": {"statsmodels": "alone", "numpy": "clustered"}
    }
}
CASES = 220


def answers(k):
    """Answers of a share that is near 0 in one case of three, and near 1 in another."""
    g = Lcg(90_000 + k)
    n = 6 + g.below(60)
    u = g.u()
    share = [u, 0.06 * u, 1 - 0.06 * u][k % 3]
    return [int(g.u() < share) for _ in range(n)]


def alone(k):
    """[share, low, high]"""
    x = answers(k)
    low, high = proportion_confint(sum(x), len(x), alpha=0.05, method="beta")
    return [sum(x) / len(x), float(low), float(high)]


def cr2(x, labels):
    """Variance and degrees of freedom of the mean, by matrices: A_g = (I - H_gg)^(-1/2) with X a column of ones."""
    n = len(x)
    hat = np.full((n, n), 1 / n)
    residuals = np.asarray(x, float) - np.mean(x)
    weights = []
    for label in sorted(set(labels)):
        at = [i for i, own in enumerate(labels) if own == label]
        block = np.eye(len(at)) - hat[np.ix_(at, at)]
        adjust = np.real(linalg.fractional_matrix_power(block, -0.5))
        picked = np.zeros((len(at), n))
        picked[range(len(at)), at] = 1
        # The contribution of the cluster as a linear form in the answers.
        weights.append(np.ones(len(at)) @ adjust @ picked @ (np.eye(n) - hat) / n)
    forms = np.array(weights)
    variance = float(sum((form @ residuals) ** 2 for form in forms))
    gram = forms @ forms.T
    return variance, float(np.trace(gram) ** 2 / np.sum(gram * gram))


def clustered(k):
    """[share, low, high]"""
    x = answers(k)
    n, labels = len(x), clusters(k, len(x))
    p = sum(x) / n
    if p in (0, 1):
        sizes = np.array([labels.count(label) for label in set(labels)])
        effective = n**2 / float(np.sum(sizes**2))
    else:
        variance, df = cr2(x, labels)
        ratio = stats.t.ppf(0.975, n - 1) / stats.t.ppf(0.975, df)
        effective = min(n, p * (1 - p) / (n - 1) / variance * n * ratio**2)
    yes, no = p * effective, (1 - p) * effective
    low = 0.0 if yes == 0 else float(stats.beta.ppf(0.025, yes, no + 1))
    high = 1.0 if no == 0 else float(stats.beta.ppf(0.975, yes + 1, no))
    return [p, low, high]


versions = {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__}
print(json.dumps({"versions": versions, "covers": COVERS, **{topic.__name__: [topic(k) for k in range(CASES)] for topic in (alone, clustered)}}))
