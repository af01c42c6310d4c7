"""Oracle values of harness/statistics/two-groups.ts from SciPy: Welch's t of the two columns of `arms(k)`.

    python statistics-groups.py > statistics-groups.json
"""

import json

import scipy
from scipy import stats

from statistics_inputs import arms

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "two-groups": {"scipy": "welch"}
    }
}

CASES = 200


def welch(k):
    """[difference, low, high, df, t, p two-sided, p greater]"""
    x, y = arms(k)
    result = stats.ttest_ind(x, y, equal_var=False)
    interval = result.confidence_interval(0.95)
    greater = stats.ttest_ind(x, y, equal_var=False, alternative="greater")
    difference = sum(x) / len(x) - sum(y) / len(y)
    values = [difference, interval.low, interval.high, result.df, result.statistic, result.pvalue, greater.pvalue]
    return [float(value) for value in values]


print(json.dumps({"versions": {"scipy": scipy.__version__}, "covers": COVERS, "welch": [welch(k) for k in range(CASES)]}))
