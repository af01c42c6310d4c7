"""Oracle values of the interval of a mean that holds at every look, by SciPy's noncentral t.

    python statistics-anytime.py > statistics-anytime.json

The inputs are the differences of statistics_inputs.py. The program knows no closed form: it mixes the density of the t
statistic over effects of N(0, 1 / c^2), divides by that of no effect, and looks for the means at which the ratio is
1 / alpha.
"""

import json
import sys

import numpy as np
import scipy
from scipy import integrate, optimize, stats

from statistics_inputs import arms

# No entry of a catalogue: the interval of reproduce --until-decided.
COVERS = {
}
CASES = 60
TUNED = 64


def ratio(t, n, c2):
    scale = 1 / np.sqrt(c2)
    # Where the likelihood lies, with room on either side.
    centre, width = t / np.sqrt(n), 12 / np.sqrt(n) * (1 + abs(t) / np.sqrt(2 * n))
    density = lambda d: stats.nct.pdf(t, n - 1, np.sqrt(n) * d) * stats.norm.pdf(d, 0, scale)
    mixed = integrate.quad(density, centre - width, centre + width, epsabs=0, epsrel=1e-11, limit=400, points=[0, centre])[0]
    return mixed / stats.t.pdf(t, n - 1)


def interval(values, alpha):
    n, twice = len(values), -2 * np.log(alpha)
    c2 = TUNED / (twice + np.log(twice) + 1)
    error = values.std(ddof=1) / np.sqrt(n)
    excess = lambda t: np.log(ratio(t, n, c2) * alpha)
    if not excess(25) > 0:
        return None
    t = optimize.brentq(excess, 0.5, 25, xtol=1e-11)
    return [values.mean() - t * error, values.mean() + t * error]


cases = []
for k in range(CASES):
    x, y = map(np.array, arms(k))
    values = x - y
    cases.append([interval(values, alpha) for alpha in (0.05, 0.1)] if len(values) >= 12 and values.std() > 0 else None)
    print(k, len(values), file=sys.stderr)
print(json.dumps({"covers": COVERS, "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__}, "anytime": cases}))
