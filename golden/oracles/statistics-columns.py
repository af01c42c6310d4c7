"""Oracle values of procedures over columns and points: SciPy, statsmodels, pandas, paretoset and plain NumPy.

    python statistics-columns.py > statistics-columns.json

The inputs are those of statistics_inputs.py, and `sweep` below, bit for bit that of spec/statistics/columns.spec.ts.
"""

import json
import sys

import numpy as np
import pandas
import paretoset
import scipy
import statsmodels
from importlib.metadata import version
from scipy import interpolate, stats
from statsmodels.stats.weightstats import DescrStatsW

from statistics_inputs import Lcg, arms

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "summary": {"scipy": "summary", "statsmodels": "summary"},
        "replicates": {"numpy": "replicates"},
        "front": {"paretoset": "front"},
        "screening": {"pandas": "screening"},
        "flip": {"scipy": "flip"},
        "ratio": {"scipy": "ratio"}
    }
}
CASES = 200


def summary(k):
    """[mean, low, high, sd, median, min, max, quantiles 2.5, 25, 75, 97.5 %], then [mean, low, high, sd]."""
    x, y = map(np.array, arms(k))
    d = x - y
    interval = stats.ttest_1samp(d, 0).confidence_interval(0.95)
    other = DescrStatsW(d)
    low, high = other.tconfint_mean(0.05)
    first = [d.mean(), interval.low, interval.high, stats.tstd(d), np.median(d), d.min(), d.max()]
    return [[*first, *np.quantile(d, [0.025, 0.25, 0.75, 0.975])], [other.mean, low, high, np.sqrt(other.var_ddof(1))]]


def replicates(k):
    """[mean, percentile interval, standard deviation]"""
    d = np.array(arms(k)[0])
    return [d.mean(), *np.percentile(d, [2.5, 97.5]), d.std(ddof=1)]


def front(k):
    """Whether each point is on the front of high x and low y, then of low x and low y."""
    points = np.array(arms(k)).T
    of = lambda sense: paretoset.paretoset(points, sense=sense, distinct=False).astype(int).tolist()
    return [of(["max", "min"]), of(["min", "min"])]


def screening(k):
    """[chosen, best, regret, stake]; among equals the first."""
    x, y = map(pandas.Series, arms(k))
    return [int(x.idxmax()), int(y.idxmax()), y.max() - y[x.idxmax()], y.max() - y[x.idxmin()]]


def sweep(k):
    """Places that ascend, values, a place between the ends and a margin, 0 in every third case."""
    g = Lcg(120_000 + k)
    n = 3 + g.below(12)
    place, x = -g.u(), []
    for _ in range(n):
        place += 0.1 + g.u()
        x.append(place)
    y = [g.bell() for _ in x]
    at = x[0] + g.u() * (x[-1] - x[0])
    margin = 0.5 * g.u()
    return x, y, at, 0.0 if k % 3 == 0 else margin


def flip(k):
    """[value, side, from, to]: the roots of the curve of straight pieces at the bounds of its side."""
    x, y, at, margin = sweep(k)
    curve = interpolate.PPoly.from_spline(interpolate.make_interp_spline(x, y, k=1))
    value = float(curve(at))
    side = int(value > margin) - int(value < -margin)
    bounds = [margin, -margin] if side == 0 else [side * margin]
    roots = np.concatenate([curve.solve(bound, extrapolate=False) for bound in bounds])
    return [value, side, max([r for r in roots if r < at], default=x[0]), min([r for r in roots if r > at], default=x[-1])]


def ratio(k):
    """[ratio of means, its percentile interval] with pairs drawn together; the denominator is clear of 0."""
    x, y = map(np.array, arms(k))
    statistic = lambda a, b, axis: a.mean(axis=axis) / b.mean(axis=axis)
    random = np.random.default_rng(k)
    interval = stats.bootstrap((x, y + 6), statistic, paired=True, n_resamples=20_000, method="percentile", rng=random).confidence_interval
    return [x.mean() / (y + 6).mean(), interval.low, interval.high]


versions = {"python": sys.version.split()[0], **{m.__name__: m.__version__ for m in (np, scipy, pandas, statsmodels)}}
document = {"versions": {**versions, "paretoset": version("paretoset")}, "covers": COVERS}
plain = lambda v: [plain(w) for w in v] if isinstance(v, (list, tuple)) else v if isinstance(v, int) else float(v)
for topic in (summary, replicates, front, screening, flip, ratio):
    # Drawing takes long.
    document[topic.__name__] = [plain(topic(k)) for k in range({ratio: 40}.get(topic, CASES))]
print("{" + ",\n".join(f"{json.dumps(n)}:" + json.dumps(v, separators=(",", ":")) for n, v in document.items()) + "}")
