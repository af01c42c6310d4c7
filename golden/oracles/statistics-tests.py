"""Oracle values of tests that users look for: SciPy, statsmodels, pingouin, mpmath and plain definitions in NumPy.

    python statistics-tests.py > statistics-tests.json

The inputs are those of statistics_inputs.py, and `marked` and `answers` below, bit for bit those of
spec/statistics/common-tests.spec.ts.
"""

import json
import sys
import warnings

import mpmath
import numpy as np
import pandas
import pingouin
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from statistics_inputs import Lcg, arms, clusters

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "t-test": {"scipy": "t_test", "statsmodels": "t_test"},
        "mann-whitney": {"scipy": "mann_whitney", "numpy": "auc"},
        "mcnemar": {"statsmodels": "mcnemar_test", "numpy": "mcnemar_test"},
        "bayes-factor": {"pingouin": "bayes_factor", "mpmath": "bayes_factor"},
        "mixed-model": {"statsmodels": "mixed_model", "scipy": "mixed_model"},
        "icc": {"pingouin": "icc", "numpy": "icc_several"},
        "sequential": {"numpy": "sequential"}
    }
}
CASES = 200


def marked(k):
    """Two groups of 2 to 21 values each; every fourth case on a coarse grid, so that values tie."""
    g = Lcg(70_000 + k)
    sizes = [2 + g.below(20), 2 + g.below(20)]
    shift = g.u()
    first, second = ([g.bell() + by for _ in range(n)] for n, by in zip(sizes, (shift, 0)))
    if k % 4 == 3:
        first, second = ([int(3 * v + 100) - 100 for v in values] for values in (first, second))
    return first, second


def answers(k):
    """Two columns of 0 and 1 that go together."""
    g = Lcg(80_000 + k)
    n = 5 + g.below(80)
    share, keep = g.u(), g.u()
    x = [int(g.u() < share) for _ in range(n)]
    y = [v if g.u() < keep else int(g.u() < share / 2) for v in x]
    return x, y


def t_test(k):
    """[t, two-sided p, greater, low, high] of SciPy, then [t, p, low, high] of statsmodels."""
    x, y = map(np.array, arms(k))
    found = stats.ttest_rel(x, y)
    interval = found.confidence_interval(0.95)
    greater = stats.ttest_1samp(x - y, 0, alternative="greater").pvalue
    other = DescrStatsW(x - y)
    t, p, _ = other.ttest_mean(0)
    return [[found.statistic, found.pvalue, greater, interval.low, interval.high], [t, p, *other.tconfint_mean(0.05)]]


def mann_whitney(k):
    """[U, then p two-sided, greater and less: corrected, uncorrected, exact (null where values tie)]"""
    first, second = marked(k)
    p = lambda **how: [
        stats.mannwhitneyu(first, second, alternative=side, **how).pvalue for side in ("two-sided", "greater", "less")
    ]
    ties = len(set(first + second)) < len(first + second)
    return [
        stats.mannwhitneyu(first, second).statistic,
        p(method="asymptotic", use_continuity=True),
        p(method="asymptotic", use_continuity=False),
        None if ties else p(method="exact"),
    ]


def auc(k):
    """[area, DeLong's standard error] by the definition, pair by pair."""
    first, second = map(np.array, marked(k))
    wins = (first[:, None] > second[None, :]) + 0.5 * (first[:, None] == second[None, :])
    v10, v01 = wins.mean(1), wins.mean(0)
    return [wins.mean(), np.sqrt(v10.var(ddof=1) / len(first) + v01.var(ddof=1) / len(second))]


def mcnemar_test(k):
    """[[exact, corrected, uncorrected p] of statsmodels, mid-p, [difference, low, high], [share low, high] of discordant]"""
    x, y = map(np.array, answers(k))
    table = np.array([[(x * y).sum(), (x * (1 - y)).sum()], [((1 - x) * y).sum(), ((1 - x) * (1 - y)).sum()]])
    b, c, n = int(table[0, 1]), int(table[1, 0]), len(x)
    if b + c == 0:
        raise ValueError("no discordant case")
    p = [mcnemar(table, **how).pvalue for how in ({"exact": True}, {"exact": False, "correction": True}, {"exact": False, "correction": False})]
    coin = stats.binom(b + c, 0.5)
    least = min(b, c)
    # Fagerland, Lydersen and Laake (2013).
    mid = 1 - coin.pmf(b) / 2 if b == c else 2 * coin.cdf(least) - coin.pmf(least)
    centre = (b - c) / (n + 2)
    reach = stats.norm.ppf(0.975) * np.sqrt((b + 0.5) + (c + 0.5) - (b - c) ** 2 / (n + 2)) / (n + 2)
    share = proportion_confint(b, b + c, alpha=0.05, method="beta")
    return [p, mid, [(b - c) / n, max(-1, centre - reach), min(1, centre + reach)], list(share)]


def bayes_factor(k):
    """[pingouin at r = .707, mpmath at r = 1 / sqrt 2 as a decimal logarithm, the same at r = 1]"""
    x, y = map(np.array, arms(k))
    d = x - y
    t, n = stats.ttest_1samp(d, 0).statistic, len(d)
    df = n - 1

    def by_definition(r):
        mpmath.mp.dps = 30
        inside = lambda g: (
            (1 + n * g * r * r) ** mpmath.mpf(-0.5)
            * (1 + t * t / ((1 + n * g * r * r) * df)) ** mpmath.mpf(-(df + 1) / 2)
            * (2 * mpmath.pi) ** mpmath.mpf(-0.5)
            * g ** mpmath.mpf(-1.5)
            * mpmath.exp(-1 / (2 * g))
        )
        u = lambda v: inside(mpmath.exp(v)) * mpmath.exp(v)
        total = mpmath.quad(u, [-8, -4, -2, 0, 2, 4, 8, 16, 40, 100])
        return float(mpmath.log10(total / (1 + mpmath.mpf(t) ** 2 / df) ** mpmath.mpf(-(df + 1) / 2)))

    return [float(pingouin.bayesfactor_ttest(t, n, paired=True)), by_definition(1 / mpmath.sqrt(2)), by_definition(mpmath.mpf(1))]


def mixed_model(k):
    """[mean, standard error, between, within] of the restricted maximum likelihood by statsmodels, then by its definition
    with matrices, minimised by SciPy."""
    x, y = map(np.array, arms(k))
    d, c = x - y, np.array(clusters(k, len(x)))
    if len(set(c)) in (1, len(c)):
        raise ValueError("one subject, or none that repeats")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = sm.MixedLM(d, np.ones((len(d), 1)), groups=c).fit(reml=True, method=["bfgs", "nm"], gtol=1e-10, maxiter=2000)
    same = (c[:, None] == c[None, :]).astype(float)
    one = np.ones(len(d))

    def at(ratio):
        v = np.eye(len(d)) + ratio * same
        inverse = np.linalg.inv(v)
        information = one @ inverse @ one
        mean = one @ inverse @ d / information
        scale = (d - mean) @ inverse @ (d - mean) / (len(d) - 1)
        criterion = (len(d) - 1) * np.log(scale) + np.linalg.slogdet(v)[1] + np.log(information)
        return criterion, [mean, np.sqrt(scale / information), np.sqrt(ratio * scale), np.sqrt(scale)]

    found = optimize.minimize_scalar(lambda ln: at(np.exp(ln))[0], bounds=(-12, 8), method="bounded", options={"xatol": 1e-12})
    ratio = np.exp(found.x) if found.fun < at(0.0)[0] else 0.0
    own = [fit.params[0], fit.bse_fe[0], float(np.sqrt(max(fit.cov_re[0, 0], 0))), float(np.sqrt(fit.scale))]
    return [own, at(ratio)[1]]


def icc(k):
    """For each form [value, F, df1, df2, p, low, high]."""
    return intraclass(arms(k))


def measurements(k):
    """Three to six measurements of 5 to 34 cases that share a part of their variance."""
    g = Lcg(190_000 + k)
    n, raters = 5 + g.below(30), 3 + g.below(4)
    share = 2 * g.u()
    case = [share * g.bell() for _ in range(n)]
    columns = [[v + g.bell() + shift for v in case] for shift in (g.u() for _ in range(raters))]
    return [[int(4 * v + 100) - 100 for v in own] for own in columns] if k % 4 == 3 else columns


def icc_several(k):
    """[pingouin's forms as in icc, the six values by sums of squares of their definition in NumPy]"""
    columns = measurements(k)
    table = np.array(columns, float).T
    n, r = table.shape
    squares = lambda means, each: each * ((means - table.mean()) ** 2).sum()
    rows, raters = squares(table.mean(1), r), squares(table.mean(0), n)
    error = ((table - table.mean()) ** 2).sum() - rows - raters
    b, j, e, w = rows / (n - 1), raters / (r - 1), error / ((n - 1) * (r - 1)), (error + raters) / (n * (r - 1))
    single = [(b - w) / (b + (r - 1) * w), (b - e) / (b + (r - 1) * e + r * (j - e) / n), (b - e) / (b + (r - 1) * e)]
    return [intraclass(columns), [*single, (b - w) / b, (b - e) / (b + (j - e) / n), (b - e) / b]]


def intraclass(columns):
    n, names = len(columns[0]), [f"r{i}" for i in range(len(columns))]
    table = pandas.DataFrame(
        {"case": [*range(n)] * len(columns), "rater": np.repeat(names, n), "score": np.concatenate(columns)}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pingouin.options["round"] = None
        found = pingouin.intraclass_corr(table, targets="case", raters="rater", ratings="score")
    return [[row["ICC"], row["F"], row["df1"], row["df2"], row.get("pval", row.get("p_unc")), *row[[c for c in row.index if c.startswith("CI95")][0]]] for _, row in found.iterrows()]


def sequential(k):
    """[low, high] tuned to 100 observations."""
    x, y = map(np.array, arms(k))
    d = x - y
    n, alpha = len(d), 0.05
    rho2 = (-2 * np.log(alpha) + np.log(-2 * np.log(alpha)) + 1) / 100
    reach = d.std(ddof=1) * np.sqrt(2 * (n * rho2 + 1) / (n**2 * rho2) * np.log(np.sqrt(n * rho2 + 1) / alpha))
    return [d.mean() - reach, d.mean() + reach]


def clean(value):
    if isinstance(value, (list, tuple, np.ndarray)):
        return [clean(entry) for entry in value]
    if value is None:
        return None
    value = float(value)
    return value if np.isfinite(value) else str(value)


versions = {m.__name__: m.__version__ for m in (np, scipy, pandas, pingouin, statsmodels, mpmath)}
document = {"versions": {"python": sys.version.split()[0], **versions}, "covers": COVERS}
topics = [t_test, mann_whitney, auc, mcnemar_test, bayes_factor, mixed_model, icc, icc_several, sequential]
for topic in topics:
    cases = []
    # More where some cases have no answer, so that 200 have one.
    for k in range({mixed_model: 300, mcnemar_test: 230, icc: 210}.get(topic, CASES)):
        try:
            cases.append(clean(topic(k)))
        except (ValueError, AssertionError, ZeroDivisionError, KeyError, np.linalg.LinAlgError) as error:
            print(topic.__name__, k, error, file=sys.stderr)
            cases.append(None)
    document[topic.__name__] = cases
print("{" + ",\n".join(f"{json.dumps(n)}:" + json.dumps(v, separators=(",", ":")) for n, v in document.items()) + "}")
