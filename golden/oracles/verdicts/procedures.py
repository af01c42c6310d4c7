"""The procedures behind verdicts, by NumPy and SciPy: of each result what claims ask. Percentiles are NumPy's."""

import math
from collections import Counter

import numpy
from scipy import optimize, special, stats

from resamples import draws, packed_draws


class Sample:
    """Observations in the order of their ids, each of a subject; or points, with the observations that they are means of."""

    def __init__(self, ids, subjects, x, y=None, behind=None):
        order = sorted(range(len(ids)), key=lambda i: ids[i]) if behind is None else range(len(ids))
        self.ids, self.subjects = [ids[i] for i in order], [subjects[i] for i in order]
        self.x = numpy.array([x[i] for i in order])
        self.y = None if y is None else numpy.array([y[i] for i in order])
        self.behind = behind

    @property
    def differences(self):
        return self.x if self.y is None else self.x - self.y

    @property
    def count(self):
        return len(set(self.subjects))


def by_subject(subjects, *columns):
    """Sizes, and sums of each column, of subjects in order of their first appearance."""
    names = list(dict.fromkeys(subjects))
    place = {name: g for g, name in enumerate(names)}
    of = numpy.array([place[s] for s in subjects])
    return of, numpy.bincount(of), [numpy.bincount(of, c) for c in columns]


def units(subjects):
    """What a bootstrap draws: subjects, or the observations of a single one."""
    return subjects if len(set(subjects)) > 1 else [str(i) for i in range(len(subjects))]


def percentiles(values, level=0.95):
    return list(numpy.quantile(values, [(1 - level) / 2, (1 + level) / 2]))


def drawn_means(indices, sizes, sums):
    return sums[indices].sum(1) / sizes[indices].sum(1)


def bootstrap(sample, options):
    d, scheme = sample.differences, options["scheme"]
    of, sizes, (sums,) = by_subject(sample.subjects, d)
    how = (options["resamples"], options["seed"], "bootstrap")
    if scheme == "subject" and len(sizes) > 1:
        replicates = drawn_means(draws(len(sizes), *how, "cluster", "clusters"), sizes, sums)
    else:
        replicates = d[packed_draws(len(d), *how, "paired", "pairs")].mean(1)
    return {"mean": d.mean(), "ci95": percentiles(replicates)}


def robust(values, subjects):
    """Mean, CR2 standard error and Satterthwaite's degrees of freedom, by the matrices of Pustejovsky and Tipton (2018)."""
    of, sizes, _ = by_subject(subjects)
    n = len(values)
    mean = values.mean()
    design = numpy.ones((n, 1)) / n
    # (I - H)_gg of an intercept has the eigenvalue 1 - n_g / N along ones, 1 elsewhere; residual sums see the former.
    scale = 1 / numpy.sqrt(1 - sizes / n)
    sums = numpy.bincount(of, values - mean)
    se = math.sqrt(((scale * sums) ** 2).sum()) / n
    # Of v'v with v_g = (I - H) columns weighted: trace^2 over the sum of squares of the matrix of the quadratic form.
    weights = numpy.array([scale[g] * (of == g) for g in range(len(sizes))], dtype=float) * design[0, 0]
    form = weights - weights.mean(1, keepdims=True)
    gram = form @ form.T
    return mean, se, numpy.trace(gram) ** 2 / (gram**2).sum()


def around(value, se, df, level=0.95):
    reach = stats.t.ppf((1 + level) / 2, df) * se
    return [value - reach, value + reach]


def summary(sample, _):
    d = sample.differences
    return {"mean": d.mean(), "ci95": around(d.mean(), d.std(ddof=1) / math.sqrt(len(d)), len(d) - 1), "min": d.min()}


def clustered(sample, _):
    mean, se, df = robust(sample.differences, sample.subjects)
    return {"mean": mean, "ci95": around(mean, se, df)}


def equivalence(sample, options):
    if options.get("quantity", "mean") == "mean":
        value, se, df = robust(sample.differences, sample.subjects)
    else:
        p, q, n = sample.x.mean(), sample.y.mean(), len(sample.x)
        slope = [1 / math.sqrt(r * (1 - r)) for r in (min(max(rate, 0.5 / n), 1 - 0.5 / n) for rate in (p, q))]
        _, se, df = robust(slope[0] * sample.x - slope[1] * sample.y, sample.subjects)
        value = 2 * math.asin(math.sqrt(p)) - 2 * math.asin(math.sqrt(q))
    return {"value": value, "ci90": around(value, se, df, 0.9)}


def two_groups(sample, _):
    found = []
    for mark in (1, 0):
        at = sample.y == mark
        found.append(robust(sample.x[at], [s for s, is_own in zip(sample.subjects, at) if is_own]))
    (a, sa, da), (b, sb, db) = found
    df = (sa**2 + sb**2) ** 2 / (sa**4 / da + sb**4 / db)
    return {"mean": a - b, "ci95": around(a - b, math.hypot(sa, sb), df)}


def exact_tail(ranks, w):
    """ln P(W >= w) by counting all signs in whole numbers."""
    counts = Counter({0: 1})
    for rank in (round(2 * r) for r in ranks):
        grown = Counter(counts)
        for total, count in counts.items():
            grown[total + rank] += count
        counts = grown
    at_least = sum(count for total, count in counts.items() if total >= round(2 * w))
    return math.log(at_least) - len(ranks) * math.log(2)


def signed_rank(d, zeros, alternative, exact=False):
    """log10 p of Wilcoxon's test; Pratt ranks zeros and drops their ranks."""
    if zeros == "wilcox":
        d = d[d != 0]
    ranks = stats.rankdata(abs(d))
    if exact:
        used, plus = ranks[d != 0], ranks[d > 0].sum()
        log = math.log(2) + exact_tail(used, max(plus, used.sum() - plus))
    else:
        n, none = len(d), int((d == 0).sum())
        ties = sum(c**3 - c for v, c in Counter(ranks[d != 0]).items())
        variance = (n * (n + 1) * (2 * n + 1) - none * (none + 1) * (2 * none + 1)) / 24 - ties / 48
        z = (ranks[d > 0].sum() - ranks[d < 0].sum()) / 2 / math.sqrt(variance)
        log = stats.norm.logsf(z) if alternative == "greater" else math.log(2) + stats.norm.logsf(abs(z))
    return min(0.0, log) / math.log(10)


def noncentral(t, df, scale):
    """Value and 95 % interval of a standardised mean, by inverting the noncentral t; its cdf as an integral over chi."""
    nodes, weights = numpy.polynomial.legendre.leggauss(400)
    low, high = stats.chi.ppf(1e-18, df), stats.chi.isf(1e-18, df)
    chi = (high - low) / 2 * nodes + (high + low) / 2
    density = weights * (high - low) / 2 * stats.chi.pdf(chi, df)

    def end(miss):
        return optimize.brentq(miss, t - 30 - abs(t), t + 30 + abs(t), xtol=1e-13, rtol=1e-14)

    low = end(lambda nc: (density * special.ndtr(nc - t * chi / math.sqrt(df))).sum() - 0.025)
    high = end(lambda nc: (density * special.ndtr(t * chi / math.sqrt(df) - nc)).sum() - 0.025)
    return {"value": t * scale, "ci95": [low * scale, high * scale]}


def d_z(d):
    return noncentral(d.mean() / d.std(ddof=1) * math.sqrt(len(d)), len(d) - 1, 1 / math.sqrt(len(d)))


def compare(sample, _):
    x, y, d = sample.x, sample.y, sample.differences
    n = len(d)
    pooled = math.sqrt((x.var(ddof=1) + y.var(ddof=1)) / 2)
    scale = math.sqrt(2 / n)
    _, sizes, (sums,) = by_subject(sample.subjects, d)
    means = sums / sizes
    return {
        "described": {"effectSize": d_z(d), "test": {"log10p": signed_rank(d, "wilcox", "two-sided")}},
        "released": {
            "effectSize": noncentral((x.mean() - y.mean()) / pooled / scale, 2 * n - 2, scale),
            "test": {"log10p": signed_rank(d, "wilcox", "greater")},
        },
        "recommended": {
            "effectSize": d_z(means),
            "test": {"log10p": signed_rank(means, "pratt", "two-sided", exact=len(means) <= 50)},
        },
    }


def replicates(sample, _):
    d = sample.differences
    return {"value": d.mean(), "ci95": percentiles(d)}


def fisher(r, n, widening=1.0):
    reach = widening * stats.norm.ppf(0.975) / math.sqrt(n - 3)
    return [math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach)]


def correlation(sample, _):
    x, y, n = sample.x, sample.y, len(sample.x)
    r = stats.pearsonr(x, y).statistic
    rho = stats.spearmanr(x, y).statistic
    inner = math.copysign(min(abs(rho), 1 - 6 / (n * (n * n - 1))), rho)
    interval = fisher(inner, n, math.sqrt(1 + inner**2 / 2))
    if inner != rho:
        interval = [interval[0], 1.0] if rho > 0 else [-1.0, interval[1]]

    def least(parts):
        kept = [[p != part for p in parts] for part in dict.fromkeys(parts)]
        return [min(stats.pearsonr(x[k], y[k]).statistic ** 2 for k in map(numpy.array, kept))]

    result = {
        "pearson": {"r": r, "r2": r * r, "ci95": fisher(r, n)},
        "spearman": {"rho": rho, "ci95": interval},
        "leaveOneOut": {"r2": least(sample.ids)},
    }
    if sample.count < n:
        of, sizes, (sx, sy) = by_subject(sample.subjects, x, y)
        within = stats.pearsonr(x - (sx / sizes)[of], y - (sy / sizes)[of]).statistic
        result["leaveOneGroupOut"] = {"r2": least(sample.subjects)}
        result["within"] = {"r": within, "ci95": fisher(within, n - len(sizes) + 1)}
    return result


def ratio(sample, options):
    _, sizes, (sx, sy) = by_subject(units(sample.subjects), sample.x, sample.y)
    indices = draws(len(sizes), options["resamples"], options["seed"], "ratio")
    ratios = drawn_means(indices, sizes, sx) / drawn_means(indices, sizes, sy)
    return {"value": sample.x.mean() / sample.y.mean(), "ci95": percentiles(ratios)}


def screening(sample, options):
    subjects, xs, ys = sample.behind
    of, sizes, _ = by_subject(units(subjects))
    indices = draws(len(sizes), options["resamples"], options["seed"], "screening")
    at = [numpy.array([drawn_means(indices, sizes, numpy.bincount(of, c)) for c in columns]) for columns in (xs, ys)]
    everywhere = numpy.arange(options["resamples"])

    def cost(x, y, chosen, where):
        return y.max(0) - y[chosen(x, axis=0), where]

    return {
        name: {
            "value": float(cost(sample.x[:, None], sample.y[:, None], chosen, [0])[0]),
            "ci95": percentiles(cost(*at, chosen, everywhere)),
        }
        for name, chosen in (("regret", numpy.argmax), ("stake", numpy.argmin))
    }


def bland_altman(sample, options):
    d, m, k = sample.x - sample.y, (sample.x + sample.y) / 2, options.get("multiplier", 1.96)
    n, bias, sd = len(d), d.mean(), d.std(ddof=1)
    line = stats.linregress(m, d)
    values = {"bias": bias, "lower": bias - k * sd, "upper": bias + k * sd, "slope": line.slope}
    if sample.count == n:
        limit = sd * math.sqrt(1 / n + k**2 / (2 * (n - 1)))
        errors = {"bias": sd / math.sqrt(n), "lower": limit, "upper": limit}
        ends = {name: around(values[name], se, n - 1) for name, se in errors.items()}
        ends["slope"] = around(line.slope, line.stderr, n - 2)
    else:
        # Moments about the centres: a resample's slope is a small difference of large sums otherwise.
        a, b = d - bias, m - m.mean()
        _, sizes, sums = by_subject(sample.subjects, a, a * a, b, b * b, a * b)
        indices = draws(len(sizes), options["resamples"], options["seed"], "bland-altman", "clusters")
        count, sa, saa, sb, sbb, sab = (c[indices].sum(1) for c in (sizes, *sums))
        spread = numpy.sqrt((saa - sa**2 / count) / (count - 1))
        centre = bias + sa / count
        drawn = {"bias": centre, "lower": centre - k * spread, "upper": centre + k * spread}
        drawn["slope"] = (sab - sb * sa / count) / (sbb - sb**2 / count)
        ends = {name: percentiles(v) for name, v in drawn.items()}
    found = {name: {"value": values[name], "ci95": ends[name]} for name in values}
    return {
        "bias": found["bias"],
        "limits": {"lower": found["lower"], "upper": found["upper"]},
        "proportional": {"slope": found["slope"]},
    }


PROCEDURES = {
    "bootstrap": bootstrap,
    "summary": summary,
    "clustered": clustered,
    "equivalence": equivalence,
    "two-groups": two_groups,
    "compare": compare,
    "replicates": replicates,
    "correlation": correlation,
    "ratio": ratio,
    "screening": screening,
    "bland-altman": bland_altman,
}
