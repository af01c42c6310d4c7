"""Intervals of other confidences, from SciPy and statsmodels.

    python statistics-levels.py > statistics-levels.json

Case k is of the arms of statistics_inputs.py, at the level of `LEVELS` whose turn it is.
"""

import json
import sys

import numpy
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from statistics_inputs import arms

LEVELS = [0.5, 0.8, 0.9, 0.99, 0.999]


def case(k):
    """Mean difference by SciPy and by statsmodels, Pearson's r by SciPy, slope and intercept by statsmodels."""
    x, y = map(numpy.array, arms(k))
    level = LEVELS[k % len(LEVELS)]
    d = x - y
    mean = stats.ttest_rel(x, y).confidence_interval(level)
    r = stats.pearsonr(x, y).confidence_interval(level)
    intercept, slope = sm.OLS(y, sm.add_constant(x)).fit().conf_int(1 - level)
    welch = stats.ttest_ind(x, y, equal_var=False).confidence_interval(level)
    return {
        "level": level,
        "mean": [[mean.low, mean.high], list(DescrStatsW(d).tconfint_mean(1 - level))],
        "r": [r.low, r.high],
        "line": [list(slope), list(intercept)],
        "welch": [welch.low, welch.high],
    }


versions = {m.__name__: m.__version__ for m in (numpy, scipy, statsmodels)}
document = {"versions": {"python": sys.version.split()[0], **versions}, "cases": [case(k) for k in range(200)]}
print(json.dumps(document, separators=(",", ":")))
