"""Limits of agreement by variance components, where subjects are measured several times.

    python statistics-agreement.py > statistics-agreement.json

The inputs are `arms` and `clusters` of statistics_inputs.py.
"""

import json
import sys

import numpy
import pandas
import statsmodels
import statsmodels.api as sm
import statsmodels.formula.api as smf

from statistics_inputs import arms, clusters

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "bland-altman": {"statsmodels": "components"}
    }
}

CASES = 260


def components(k):
    """[between, within, lower limit, upper limit]: mean squares of statsmodels' table, by Bland and Altman (2007)."""
    x, y = map(numpy.array, arms(k))
    groups = clusters(k, len(x))
    if len(set(groups)) == len(x):
        return None
    data = pandas.DataFrame({"d": x - y, "g": groups})
    table = sm.stats.anova_lm(smf.ols("d ~ C(g)", data).fit())
    between, within = table["mean_sq"]
    size = data.groupby("g").size()
    n = size.sum()
    shared = max(0.0, (between - within) / ((n - (size**2).sum() / n) / (len(size) - 1)))
    reach = 1.96 * numpy.sqrt(shared + within)
    bias = data["d"].mean()
    return [float(v) for v in (numpy.sqrt(shared), numpy.sqrt(within), bias - reach, bias + reach)]


document = {
    "versions": {"python": sys.version.split()[0], "numpy": numpy.__version__, "statsmodels": statsmodels.__version__},
    "covers": COVERS,
    "components": [components(k) for k in range(CASES)],
}
print(json.dumps(document, separators=(",", ":")))
