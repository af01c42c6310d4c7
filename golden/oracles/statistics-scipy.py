"""Oracle values of harness/statistics from SciPy, statsmodels, pingouin and plain definitions in NumPy.

    python statistics-scipy.py > statistics-scipy.json
"""

import json
import sys
import warnings

import numpy
import pandas
import pingouin
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats import multitest, power, proportion, weightstats

from statistics_inputs import Lcg, arms, clusters, differences, rates

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "procedures": {
        "wilcoxon": {"scipy": "signed_rank"},
        "effect-size": {"pingouin": "effect_sizes", "scipy": "effect_sizes"},
        "bootstrap": {"scipy": "bootstrap"},
        "permutation": {"scipy": "permutation"},
        "correlation": {"scipy": "correlation", "pingouin": "within"},
        "linear-fit": {"scipy": "line", "statsmodels": "line"},
        "equivalence": {"statsmodels": "tost", "pingouin": "tost", "scipy": "median_tost"},
        "power": {"statsmodels": "t_power", "scipy": "equivalence_power"},
        "proportions": {"statsmodels": "proportions"},
        "adjustment": {"statsmodels": "adjusted"},
        "clustered": {"numpy": "cr2"},
        "bland-altman": {"scipy": "bland_altman"}
    }
}

warnings.simplefilter("ignore")
CASES = 200


def clean(value):
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [clean(v) for v in value]
    if value is None or isinstance(value, (str, int)):
        return value
    value = float(value)
    return value if numpy.isfinite(value) else None


def p_of(row):
    """pingouin's p value, whose column changed its name between versions."""
    return row[next(name for name in row.index if name.replace("_", "").replace("-", "").lower() in ("pval", "punc", "pvalue", "p"))]


def signed_rank(k):
    """[W+, z, p two-sided, greater, less, then the three with correction] for wilcox, then
    [W+, p two-sided, p greater with correction] for pratt and zsplit, then exact p where nothing ties."""
    d = numpy.array(differences(k), float)
    if not d.any():
        return None

    def call(zeros, correction, alternative, method="asymptotic"):
        return stats.wilcoxon(d, zero_method=zeros, correction=correction, alternative=alternative, method=method)

    first = call("wilcox", False, "greater")
    row = [first.statistic, first.zstatistic]
    for correction in (False, True):
        row += [call("wilcox", correction, a).pvalue for a in ("two-sided", "greater", "less")]
    for zeros in ("pratt", "zsplit"):
        row += [call(zeros, False, "greater").statistic, call(zeros, False, "two-sided").pvalue]
        row += [call(zeros, True, "greater").pvalue]
    untied = len(set(abs(d))) == len(d) and (d != 0).all()
    exact = [call("wilcox", False, a, "exact").pvalue for a in ("two-sided", "greater", "less")] if untied else None
    return row, exact


def noncentral_interval(t, df, scale):
    """scipy.stats.nct, inverted."""

    def bound(tail, side):
        f = lambda delta: stats.nct.cdf(t, df, delta) - tail
        reach = 1.0
        while f(t + side * reach) * side > 0:
            reach += 0.5
        return optimize.brentq(f, t - side * 0.5, t + side * reach, xtol=1e-13, rtol=1e-14)

    return [bound(0.975, -1) * scale, bound(0.025, 1) * scale]


def effect_sizes(k):
    x, y = map(numpy.array, arms(k))
    x, y = x.astype(float), y.astype(float)
    n = len(x)
    d = x - y
    pooled = pingouin.compute_effsize(x, y, paired=False, eftype="cohen")
    dz = d.mean() / d.std(ddof=1)
    rbc = pingouin.wilcoxon(x, y, correction=False)["RBC"].iloc[0]
    dav = d.mean() / ((x.std(ddof=1) + y.std(ddof=1)) / 2)
    return {
        "pooled": [pooled, *noncentral_interval(pooled / numpy.sqrt(2 / n), 2 * n - 2, numpy.sqrt(2 / n))],
        "dz": [dz, *noncentral_interval(dz * numpy.sqrt(n), n - 1, numpy.sqrt(1 / n))],
        "dav": dav,
        "rankBiserial": rbc,
    }


def bootstrap(k):
    """Intervals that SciPy makes of given replicates, and the studentised one by its definition."""
    d = numpy.array(arms(k)[0], float)
    g = Lcg(40_000 + k)
    n, resamples = len(d), 150
    index = numpy.array([[g.below(n) for _ in range(n)] for _ in range(resamples)])
    means = d[index].mean(axis=1)
    given = scipy.stats._resampling.BootstrapResult(None, means, None)
    options = dict(n_resamples=0, bootstrap_result=given, confidence_level=0.95)
    row = {}
    for method in ("percentile", "basic", "BCa"):
        interval = stats.bootstrap((d,), numpy.mean, method=method, **options).confidence_interval
        row[method.lower()] = [interval.low, interval.high]
    errors = d[index].std(axis=1, ddof=1) / numpy.sqrt(n)
    if (errors > 0).all():
        t = (means - d.mean()) / errors
        low, high = numpy.percentile(t, [2.5, 97.5])
        se = d.std(ddof=1) / numpy.sqrt(n)
        row["studentised"] = [d.mean() - high * se, d.mean() - low * se]
    return row


def permutation(k):
    g = Lcg(50_000 + k)
    d = numpy.array([g.below(11) - 4 for _ in range(2 + g.below(8))], float)
    run = lambda a: stats.permutation_test((d,), numpy.sum, permutation_type="samples", n_resamples=numpy.inf, alternative=a)
    return [run(a).pvalue for a in ("two-sided", "greater", "less")]


def correlation(k):
    x, y = arms(k)
    pearson = stats.pearsonr(x, y)
    spearman, kendall = stats.spearmanr(x, y), stats.kendalltau(x, y)
    interval = pearson.confidence_interval(0.95)
    return [pearson.statistic, pearson.pvalue, interval.low, interval.high, spearman.statistic,
            all_orders(x, y) if len(x) <= 9 else spearman.pvalue, kendall.statistic, kendall.pvalue]


def all_orders(x, y):
    """The exact p of Spearman's rho, by SciPy's test over every pairing."""
    a, b = stats.rankdata(x), stats.rankdata(y) - (len(y) + 1) / 2
    together = lambda ranks, axis=-1: (ranks * b).sum(axis=axis)
    return stats.permutation_test((a,), together, permutation_type="pairings", n_resamples=numpy.inf, vectorized=True).pvalue


def within(k):
    x, y = map(numpy.array, arms(k))
    c = numpy.array(clusters(k, len(x)))
    r = pingouin.rm_corr(pandas.DataFrame({"x": x, "y": y, "c": c}), x="x", y="y", subject="c")
    row = r.iloc[0]
    ci = pingouin.compute_esci(stat=row["r"], nx=row["dof"] + 2, eftype="pearson", decimals=12)
    return [row["r"], p_of(row), *ci]


def line(k):
    x, y = arms(k)
    fit = stats.linregress(x, y)
    model = sm.OLS(y, sm.add_constant(numpy.array(x))).fit()
    at = model.get_prediction([[1.0, 0.3]]).summary_frame(alpha=0.05).iloc[0]
    ci = model.conf_int(0.05)
    return [fit.slope, fit.intercept, fit.stderr, fit.intercept_stderr, fit.rvalue**2, fit.pvalue, *ci[1], *ci[0],
            at["mean"], at["mean_ci_lower"], at["mean_ci_upper"], at["obs_ci_lower"], at["obs_ci_upper"]]


def tost(k):
    x, y = map(numpy.array, arms(k))
    margin = 0.3 + Lcg(60_000 + k).u()
    p = weightstats.ttost_paired(x, y, -margin, margin)[0]
    return [p, p_of(pingouin.tost(x, y, bound=margin, paired=True).iloc[0])]


def t_power(k):
    g = Lcg(70_000 + k)
    n, d = 3 + g.below(200), 2 * g.u()
    solve = power.TTestPower().power
    z = power.NormalIndPower().power
    h, m = g.u() / 2, 10 + g.below(500)
    return [solve(d, n, 0.05, alternative="two-sided"), solve(d, n, 0.01, alternative="larger"),
            z(h, n, 0.05, ratio=m / n, alternative="two-sided")]


def equivalence_power(k):
    """By definition, averaging over the sample's standard deviation."""
    g = Lcg(80_000 + k)
    df, margin, delta = 2 + g.below(100), 1 + 5 * g.u(), g.u()
    c = stats.t.ppf(0.95, df)
    chi = stats.chi(df)
    inside = lambda s: (stats.norm.cdf(margin - c * s - delta) - stats.norm.cdf(c * s - margin - delta))
    f = lambda s: inside(s) * chi.pdf(s * numpy.sqrt(df)) * numpy.sqrt(df)
    mode = numpy.sqrt(max(df - 1, 0.1) / df)
    top = margin / c
    points = sorted({0, min(mode, top), min(mode + 4 / numpy.sqrt(df), top), top})
    return sum(scipy.integrate.quad(f, a, b, epsabs=1e-13, epsrel=1e-13, limit=400)[0] for a, b in zip(points, points[1:]))


def proportions(k):
    a, n1, b, n2 = rates(k)
    z, p = proportion.proportions_ztest([a, b], [n1, n2])
    return [z, p, proportion.proportion_effectsize(a / n1, b / n2)]


def adjusted(k):
    g = Lcg(90_000 + k)
    p = [g.u() ** 3 for _ in range(1 + g.below(12))]
    return [multitest.multipletests(p, method=m)[1] for m in ("holm", "fdr_bh")]


def cr2(k):
    """The definition of CR2 and of Satterthwaite's degrees of freedom, with matrices."""
    x, y = map(numpy.array, arms(k))
    d, c = x - y, numpy.array(clusters(k, len(x)))
    n = len(d)
    one = numpy.ones((n, 1))
    bread = 1 / n
    residual_maker = numpy.eye(n) - one @ one.T * bread
    e = residual_maker @ d
    meat, vectors = 0.0, []
    for g in sorted(set(c)):
        at = c == g
        values, basis = numpy.linalg.eigh(residual_maker[numpy.ix_(at, at)])
        inverse_root = numpy.where(values > 1e-10, numpy.abs(values) ** -0.5, 0)
        adjust = basis @ numpy.diag(inverse_root) @ basis.T
        meat += (one[at].T @ adjust @ e[at]).item() ** 2
        vectors.append((residual_maker[at].T @ adjust @ one[at] * bread).ravel())
    gram = numpy.array(vectors) @ numpy.array(vectors).T
    se = numpy.sqrt(meat) * bread
    df = numpy.trace(gram) ** 2 / (gram**2).sum()
    return [d.mean(), se, df, 2 * stats.t.sf(abs(d.mean() / se), df)]


def bland_altman(k):
    x, y = map(numpy.array, arms(k))
    d, m = x - y, (x + y) / 2
    n, sd = len(d), d.std(ddof=1)
    t = stats.t.ppf(0.975, n - 1)
    reach = t * sd * numpy.sqrt(1 / n + 1.96**2 / (2 * (n - 1)))
    upper = d.mean() + 1.96 * sd
    fit = stats.linregress(m, d)
    return [d.mean(), d.mean() - t * sd / numpy.sqrt(n), sd, upper, upper - reach, fit.slope, fit.pvalue]


def median_tost(k):
    """Two one-sided exact signed-rank tests against a margin, untied cases only."""
    d, margin = numpy.array(differences(5 * k)), 0.3 + Lcg(60_000 + k).u()
    p = lambda shift, side: stats.wilcoxon(d + shift, alternative=side, method="exact").pvalue
    return [max(p(margin, "greater"), p(-margin, "less"))]


topics = [signed_rank, effect_sizes, bootstrap, permutation, correlation, within, line, tost, t_power,
          equivalence_power, proportions, adjusted, cr2, bland_altman, median_tost]
versions = {m.__name__: m.__version__ for m in (numpy, scipy, statsmodels, pingouin)}
document = {"versions": {"python": sys.version.split()[0], **versions}, "covers": COVERS}
for topic in topics:
    cases = []
    # More where some cases have no answer, so that 200 have one.
    for k in range({signed_rank: 250, within: 280}.get(topic, CASES)):
        try:
            value = topic(k)
        except (ValueError, AssertionError, ZeroDivisionError, KeyError) as error:
            print(topic.__name__, k, error, file=sys.stderr)
            value = None
        cases.append({n: clean(v) for n, v in value.items()} if isinstance(value, dict) else clean(value))
    document[topic.__name__] = cases
print("{" + ",\n".join(f"{json.dumps(n)}:" + json.dumps(v, separators=(",", ":")) for n, v in document.items()) + "}")
