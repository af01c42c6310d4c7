"""Oracle values of harness/statistics/subgroups.ts: Welch's t of every pair of three to five groups from SciPy, its
intervals at Bonferroni's level, and Holm's p from statsmodels; both again for three groupings that are looked at.

    python statistics-subgroups.py > statistics-subgroups.json
"""

import json

import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

from statistics_inputs import Lcg

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "subgroups": {"scipy": "welch", "statsmodels": "holm"}
    }
}
CASES = 200


def groups(k):
    """Three to five groups of 5 to 24 values, each of its own mean and spread."""
    g = Lcg(120_000 + k)
    made = []
    for _ in range(3 + g.below(3)):
        n, mean, spread = 5 + g.below(20), g.u(), 0.2 + g.u()
        made.append([mean + spread * g.bell() for _ in range(n)])
    return made


def pairs(k):
    made = groups(k)
    return [(made[i], made[j]) for i in range(len(made)) for j in range(i + 1, len(made))]


def welch(k):
    """[difference, low, high, df, p] of each pair"""
    found = []
    for a, b in pairs(k):
        result = stats.ttest_ind(a, b, equal_var=False)
        interval = result.confidence_interval(1 - 0.05 / len(pairs(k)))
        found.append([sum(a) / len(a) - sum(b) / len(b), interval.low, interval.high, result.df, result.pvalue])
    return [[float(v) for v in row] for row in found]


def holm(k):
    """p of each pair, adjusted"""
    return [float(p) for p in multipletests([row[4] for row in welch(k)], method="holm")[1]]


def several(k):
    """[low, high, p] of each pair where two more groupings are looked at: SciPy at a third of the error, statsmodels' p thrice"""
    found = []
    for (a, b), p in zip(pairs(k), holm(k)):
        interval = stats.ttest_ind(a, b, equal_var=False).confidence_interval(1 - 0.05 / 3 / len(pairs(k)))
        found.append([interval.low, interval.high, multipletests([p, 1, 1], method="bonferroni")[1][0]])
    return [[float(v) for v in row] for row in found]


versions = {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__}
print(json.dumps({"versions": versions, "covers": COVERS, **{topic.__name__: [topic(k) for k in range(CASES)] for topic in (welch, holm, several)}}))
