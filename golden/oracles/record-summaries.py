"""Verdicts on means, intervals and scores that follow from trying everything, from SciPy, statsmodels or fractions.

    python record-summaries.py > record-summaries.json

As record-rules.py, for the rules on summaries and predictions: whole numbers by listing all of them, tests and tails by
SciPy and statsmodels on the corners of the rounding intervals. Needs numpy, scipy, statsmodels.
"""

import itertools
import json
import math
import random
import sys
from fractions import Fraction

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.weightstats import ttest_ind

COVERS = {
    "rules": {
        "grim": {"python": "grim"},
        "group-means": {"scipy": "group-means"},
        "interval-p": {"scipy": "interval-p"},
        "terminal-digits": {"scipy": "terminal-digits"},
        "baseline-balance": {"scipy": "baseline-balance"},
        "overlap-scores": {"python": "overlap-scores"},
        "auc-interval": {"python": "auc-interval"},
        "determination": {"python": "determination"},
        "rank-order": {"python": "rank-order"},
        "among": {"python": "among"}
    }
}

random.seed(31)
EACH = 40


def printed(text):
    digits = len(text.partition(".")[2])
    half = Fraction(1, 2) * Fraction(10) ** -digits
    return Fraction(text) - half, Fraction(text) + half


def floats(text):
    return tuple(map(float, printed(text)))


def text(value, digits):
    return f"{value:.{digits}f}"


def off(digits):
    return random.choice((0, 0, 1, -1, 3)) * 10.0**-digits


def count(n):
    return {"text": str(n), "kind": "count"}


def clear(value, low, high):
    """Whether an interval meets the printed one; none where their ends are too near each other to tell."""
    a, b = floats(value)
    gap = max(low - b, a - high)
    if abs(gap) < 1e-6 * max(abs(b), abs(high), 1e-3):
        return None
    return "inconsistent" if gap > 0 else "consistent"


def worst(verdicts):
    return None if None in verdicts else "inconsistent" if "inconsistent" in verdicts else "consistent"


def grim():
    """All multisets of n whole numbers of a scale."""
    n, top = random.randint(3, 7), random.randint(1, 6)
    data = [random.randint(0, top) for _ in range(n)]
    mean, sd = np.mean(data), np.std(data, ddof=1)
    values = {"mean": text(mean + off(2), 2), "n": count(n), "sd": text(abs(sd + off(2)), 2)}
    (ml, mh), (sl, sh) = printed(values["mean"]), printed(values["sd"])
    possible = False
    for some in itertools.combinations_with_replacement(range(top + 1), n):
        total, squares = sum(some), sum(v * v for v in some)
        variance = (Fraction(squares) - Fraction(total * total, n)) / (n - 1)
        possible = possible or (ml <= Fraction(total, n) <= mh and max(sl, 0) ** 2 <= variance <= sh**2)
    options = {"mean": "mean", "n": "n", "sd": "sd", "low": 0, "high": top}
    return values, options, "consistent" if possible else "inconsistent"


def group_means():
    """Corners of the rounding intervals; sizes of t and p are monotone in each, far from a difference of 0."""
    n, k = random.randint(5, 40), random.randint(5, 40)
    a, b = np.random.RandomState(random.randrange(2**31)).normal(size=(2, 60))
    a, b = 30 + 4 * a[:n], 36 + random.uniform(1, 8) * b[:k]
    test = random.choice(("student", "welch"))
    t, p, _ = ttest_ind(a, b, usevar="pooled" if test == "student" else "unequal")
    values = {"m1": text(a.mean(), 2), "s1": text(a.std(ddof=1), 2), "n1": count(n)}
    values |= {"m2": text(b.mean(), 2), "s2": text(b.std(ddof=1), 2), "n2": count(k)}
    values |= {"t": text(t + off(2), 2), "p": text(min(1, p * random.choice((1, 1, 1.3, 2))), 4)}
    corners = itertools.product(*(floats(values[key]) for key in ("m1", "s1", "m2", "s2")))
    found = [stats.ttest_ind_from_stats(m1, s1, n, m2, s2, k, equal_var=test == "student") for m1, s1, m2, s2 in corners]
    sizes = [abs(one.statistic) for one in found]
    ps = [one.pvalue for one in found]
    verdict = worst([clear(values["t"].lstrip("-"), min(sizes), max(sizes)), clear(values["p"], min(ps), max(ps))])
    options = {f"{name}{i}": f"{short}{i}" for name, short in (("mean", "m"), ("sd", "s"), ("n", "n")) for i in (1, 2)}
    return values, {**options, "test": test, "t": "t", "p": "p"}, verdict


def interval_p():
    estimate, error = random.uniform(0.3, 1), random.uniform(0.1, 0.4)
    half = stats.norm.ppf(0.975) * error
    values = {"l": text(estimate - half + off(2), 2), "h": text(estimate + half, 2), "e": text(estimate, 2)}
    values["p"] = text(2 * stats.norm.sf(estimate / error) * random.choice((1, 1, 1.2, 2)), 4)
    corners = list(itertools.product(*(floats(values[key]) for key in "lhe")))
    ps = [2 * stats.norm.sf(e / ((h - l) / 2 / stats.norm.ppf(0.975))) for l, h, e in corners]
    middles = [(l + h) / 2 for l, h, _ in corners]
    significant = floats(values["p"])[1] < 0.05
    if (floats(values["l"])[0] > 0) != significant:
        return values, {}, None
    verdict = worst([clear(values["e"], min(middles), max(middles)), clear(values["p"], min(ps), max(ps))])
    return values, {"low": "l", "high": "h", "estimate": "e", "p": "p", "scale": "linear", "made": "standard-error"}, verdict


def terminal_digits():
    step = random.choice((0.01, 0.01, 0.05, 0.02))
    values = {f"v{i}": text(round(random.uniform(20, 40) / step) * step, 2) for i in range(50)}
    counts = [sum(v[-1] == str(d) for v in values.values()) for d in range(10)]
    return values, {"of": list(values)}, "suspicious" if stats.chisquare(counts).pvalue < 0.001 else "consistent"


def baseline_balance():
    n, k, size = random.randint(20, 60), random.randint(20, 60), 8
    push = random.choice((0, 0, 0.8, None))
    draw = np.random.RandomState(random.randrange(2**31))
    values, names = {"n1": count(n), "n2": count(k)}, {"mean1": [], "sd1": [], "mean2": [], "sd2": []}
    lows, highs = [], []
    for i in range(size):
        a, b = draw.normal(50, 10, n), draw.normal(50 + 10 * (push or 0), 10, k)
        mean2 = a.mean() if push is None else b.mean()
        four = {"mean1": a.mean(), "sd1": a.std(ddof=1), "mean2": mean2, "sd2": b.std(ddof=1)}
        for name, value in four.items():
            names[name].append(f"{name}-{i}")
            values[f"{name}-{i}"] = text(value, 2)
        (al, ah), (bl, bh) = floats(values[f"mean1-{i}"]), floats(values[f"mean2-{i}"])
        least, most = max(0, al - bh, bl - ah), max(ah - bl, bh - al)
        s, u = floats(values[f"sd1-{i}"]), floats(values[f"sd2-{i}"])
        lows.append(stats.norm.isf(stats.ttest_ind_from_stats(least, s[1], n, 0, u[1], k).pvalue))
        highs.append(stats.norm.isf(stats.ttest_ind_from_stats(most, s[0], n, 0, u[0], k).pvalue))
    spread = math.sqrt(size * (1 + (size - 1) * 0.1))
    different, alike = stats.norm.sf(sum(lows) / spread), stats.norm.cdf(sum(highs) / spread)
    verdict = "suspicious" if min(different, alike) < 0.001 else "consistent"
    return values, {**names, "n1": "n1", "n2": "n2", "correlation": 0.1}, verdict


def overlap_scores():
    per = random.choice(("case", "mean"))
    cases = [random.uniform(0.1, 0.95) for _ in range(1 if per == "case" else 12)]
    dice = [2 * v / (1 + v) for v in cases]
    values = {"iou": text(np.mean(cases), 3), "dice": text(np.mean(dice) + random.choice((0, 0.001, 0.01, 0.05, -0.2)), 3)}
    (il, ih), (dl, dh) = printed(values["iou"]), printed(values["dice"])
    low, high = (2 * il / (1 + il) if per == "case" else il), 2 * ih / (1 + ih)
    return values, {"dice": "dice", "iou": "iou", "per": per}, "inconsistent" if dh < low or dl > high else "consistent"


def auc_interval():
    """Every number of half pairs."""
    p, n = random.randint(3, 14), random.randint(3, 14)
    values = {"auc": text(random.randint(p * n, 2 * p * n) / (2 * p * n) + off(3), 3), "p": count(p), "n": count(n)}
    low, high = printed(values["auc"])
    possible = any(low <= Fraction(halves, 2 * p * n) <= high for halves in range(2 * p * n + 1))
    return values, {"auc": "auc", "positives": "p", "negatives": "n"}, "consistent" if possible else "inconsistent"


def determination():
    n, sd, rmse = random.randint(5, 60), random.uniform(8, 20), random.uniform(2, 12)
    values = {"rmse": text(rmse, 2), "sd": text(sd, 2), "n": count(n)}
    values["r2"] = text(1 - rmse**2 / (sd**2 * (n - 1) / n) + random.choice((0, 0, 0.002, 0.05)), 3)
    (rl, rh), (sl, sh) = printed(values["rmse"]), printed(values["sd"])
    share = Fraction(n, n - 1)
    verdict = clear(values["r2"], float(1 - share * rh**2 / sl**2), float(1 - share * rl**2 / sh**2))
    return values, {"r2": "r2", "rmse": "rmse", "sd": "sd", "n": "n", "deviation": "sample"}, verdict


def rank_order():
    size = 5
    true = sorted((random.uniform(20, 24) for _ in range(size)), reverse=True)
    if random.random() < 0.5:
        i = random.randrange(size - 1)
        true[i], true[i + 1] = true[i + 1], true[i]
    values = {f"v{i}": text(v, 1) for i, v in enumerate(true)} | {f"r{i}": count(i + 1) for i in range(size)}
    wrong = any(printed(values[f"v{j}"])[0] > printed(values[f"v{i}"])[1] for i in range(size) for j in range(i + 1, size))
    options = {"values": [f"v{i}" for i in range(size)], "ranks": [f"r{i}" for i in range(size)], "better": "higher"}
    return values, options, "inconsistent" if wrong else "consistent"


def among():
    values = {f"v{i}": text(random.uniform(20, 35), 1) for i in range(4)}
    of = list(values)
    values["main"] = text(float(values["v2"]) + random.choice((0, 0.03, -0.04, 0.07, 0.2)), 2)
    low, high = printed(values["main"])
    meets = any(printed(values[v])[0] <= high and low <= printed(values[v])[1] for v in of)
    return values, {"main": "main", "of": of, "setting": "stated"}, "consistent" if meets else "inconsistent"


document = {
    "versions": {"python": sys.version.split()[0], "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "covers": COVERS,
}
for rule in COVERS["rules"]:
    cases = []
    while len(cases) < EACH:
        values, options, verdict = globals()[rule.replace("-", "_")]()
        if verdict:
            cases.append({"values": values, "with": options, "verdict": verdict})
    document[rule] = cases
print("{" + ",\n".join(f"{json.dumps(n)}:" + json.dumps(v, separators=(",", ":")) for n, v in document.items()) + "}")
