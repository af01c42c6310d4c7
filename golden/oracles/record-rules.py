"""Verdicts on printed figures that follow from exact arithmetic, for the rules of the audit.

    python record-rules.py > record-rules.json

A printed number stands for the closed interval of half a unit of its last digit to either side. A relation of such
figures is possible where the intervals share a value (`consistent`), possible at an end alone (`suspicious`), or
impossible (`inconsistent`). Sums, orders and ratios are taken in fractions, so that ends are met exactly; tails,
logarithms and arcsines by mpmath's interval arithmetic; lines by linear programming. Needs mpmath, scipy.
"""

import json
import math
import random
import sys
from fractions import Fraction

import mpmath
import scipy
from mpmath import iv, mpf
from scipy.optimize import linprog

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "rules": {
        "difference": {"python": "difference"},
        "total": {"python": "total"},
        "spread": {"python": "spread"},
        "ratio": {"python": "ratio"},
        "extremes": {"python": "extremes"},
        "same-quantity": {"python": "same-quantity"},
        "bound": {"python": "bound"},
        "ordering": {"python": "ordering"},
        "monotone": {"python": "monotone"},
        "proportion-count": {"python": "proportion-count"},
        "subband-gain": {"python": "subband-gain"},
        "pareto-front": {"python": "pareto-front"},
        "stability": {"python": "stability"},
        "psnr-mse": {"mpmath": "psnr-mse"},
        "cohens-h": {"mpmath": "cohens-h"},
        "p-z": {"mpmath": "p-z"},
        "rank-biserial-p": {"mpmath": "rank-biserial-p"},
        "linear": {"scipy": "linear"}
    }
}

random.seed(20)
mpmath.mp.dps = 30
iv.dps = 30
EACH = 60


def printed(text):
    """The interval that a printed number stands for, in fractions."""
    mantissa, _, power = text.partition("e")
    digits = len(mantissa.partition(".")[2])
    half = Fraction(1, 2) * Fraction(10) ** (int(power or 0) - digits)
    return Fraction(text) - half, Fraction(text) + half


def judged(a, b):
    if a[1] < b[0] or b[1] < a[0]:
        return "inconsistent"
    return "suspicious" if a[1] == b[0] or b[1] == a[0] else "consistent"


def worst(verdicts):
    return max(verdicts, key=["consistent", "suspicious", "inconsistent"].index)


def off(digits):
    """What is added to a true value: often nothing, else some units of its last digit."""
    return random.choice((0, 0, 1, -1, 2, -3, 7)) * 10.0**-digits


def text(value, digits):
    return f"{value:.{digits}f}"


def listed(values, digits, stem="v"):
    return {f"{stem}{i}": text(value, digits) for i, value in enumerate(values)}


def draws(count, low, high):
    return [random.uniform(low, high) for _ in range(count)]


def difference():
    digits = random.randrange(4)
    a, b = draws(2, -50, 50)
    values = {"a": text(a, digits), "b": text(b, digits), "d": text(a - b + off(digits), digits)}
    (al, ah), (bl, bh) = printed(values["a"]), printed(values["b"])
    return values, {"of": ["a", "b"], "printed": "d"}, judged((al - bh, ah - bl), printed(values["d"]))


def total():
    parts = draws(random.randint(2, 6), 0, 40)
    values = listed(parts, 1)
    of = list(values)
    ends = [printed(v) for v in values.values()]
    values["t"] = text(sum(parts) + off(1) * random.choice((1, len(parts))), 1)
    return values, {"of": of, "printed": "t"}, judged((sum(e[0] for e in ends), sum(e[1] for e in ends)), printed(values["t"]))


def spread():
    parts = draws(random.randint(2, 6), 0, 1)
    values = listed(parts, 3)
    of = list(values)
    ends = [printed(v) for v in values.values()]
    values["s"] = text(abs(max(parts) - min(parts) + off(3)), 3)
    low = max(max(e[0] for e in ends) - min(e[1] for e in ends), Fraction(0))
    # Largest less smallest over all pairs of places, each at its ends.
    high = max(a[1] - b[0] for i, a in enumerate(ends) for j, b in enumerate(ends) if i != j)
    return values, {"of": of, "printed": "s"}, judged((low, high), printed(values["s"]))


def ratio():
    a, b = random.uniform(-9, 9), random.uniform(2, 9)
    values = {"a": text(a, 2), "b": text(b, 2), "r": text(100 * a / b + random.choice((0, 0, 1, -2, 4)), 0)}
    quotients = [100 * x / y for x in printed(values["a"]) for y in printed(values["b"])]
    return values, {"of": ["a", "b"], "as": "percent", "printed": "r"}, judged((min(quotients), max(quotients)), printed(values["r"]))


def extremes():
    parts = draws(random.randint(2, 6), -5, 5)
    values = listed(parts, 2)
    of = list(values)
    ends = [printed(v) for v in values.values()]
    values["low"], values["high"] = text(min(parts) + off(2), 2), text(max(parts) + off(2), 2)
    least = min(e[0] for e in ends), min(e[1] for e in ends)
    most = max(e[0] for e in ends), max(e[1] for e in ends)
    verdict = worst([judged(least, printed(values["low"])), judged(most, printed(values["high"]))])
    return values, {"of": of, "low": "low", "high": "high"}, verdict


def same_quantity():
    value = random.uniform(0, 40)
    values = {"a": text(value, random.randint(1, 4)), "b": text(value + off(2), 2), "c": text(value, 3)}
    ends = [printed(v) for v in values.values()]
    verdict = worst([judged(ends[i], ends[j]) for i in range(3) for j in range(i)])
    return values, {"of": ["a", "b", "c"], "setting": "stated"}, verdict


def bound():
    parts = draws(4, 0, 30)
    values = listed(parts, 2)
    of = list(values)
    limit = text(max(parts) + random.uniform(-0.03, 0.02), 2)
    values["most"] = limit
    broken = any(printed(values[v])[0] > printed(limit)[1] for v in of)
    return values, {"of": of, "atMost": "most"}, "inconsistent" if broken else "consistent"


def ordering():
    great, small = random.uniform(0, 3), random.uniform(0, 3)
    values = {"great": text(great, 1), "small": text(small, 1)}
    wrong = printed(values["great"])[1] < printed(values["small"])[0]
    return values, {"greater": ["great"], "lesser": ["small"]}, "inconsistent" if wrong else "consistent"


def monotone():
    parts = sorted(draws(5, 0, 1), reverse=True)
    parts[random.randrange(5)] += off(2)
    values = listed(parts, 2)
    ends = [printed(v) for v in values.values()]
    wrong = any(ends[j][0] > ends[i][1] for i in range(5) for j in range(i + 1, 5))
    return values, {"of": list(values), "direction": "falling"}, "inconsistent" if wrong else "consistent"


def proportion_count():
    n = random.randint(5, 40)
    rate = text(100 * min(1, (random.randint(0, n) + random.choice((0, 0, 0.1, 0.4))) / n), random.choice((0, 1, 2)))
    low, high = printed(rate)
    possible = any(low <= Fraction(100 * hits, n) <= high for hits in range(n + 1))
    values = {"rate": rate, "n": {"text": str(n), "kind": "count"}}
    return values, {"rate": "rate", "trials": "n", "unit": "percent"}, "consistent" if possible else "inconsistent"


def subband_gain():
    gains = draws(4, -3, 5)
    values = listed(gains, 2)
    of = list(values)
    values["t"] = text(max(gains) + random.choice((-1, -0.01, 0, 0.01, 0.02, 0.3)), 2)
    # A weighted mean of the gains, in error energies, is never above the largest.
    wrong = printed(values["t"])[0] > max(printed(values[v])[1] for v in of)
    return values, {"total": "t", "gains": of, "printed": "all"}, "inconsistent" if wrong else "consistent"


def pareto_front():
    a, b = random.uniform(20, 30), random.uniform(0.1, 0.5)
    values = {"own/psnr": text(a, 1), "own/lpips": text(b, 2)}
    values["other/psnr"], values["other/lpips"] = text(a + random.choice((-1, 0, 0.1, 0.2, 0.7)), 1), text(b + random.choice((0.1, 0, -0.01, -0.02, -0.05)), 2)
    better = printed(values["other/psnr"])[0] > printed(values["own/psnr"])[1] and printed(values["other/lpips"])[1] < printed(values["own/lpips"])[0]
    options = {"point": "own", "others": ["other"], "higher": ["psnr"], "lower": ["lpips"]}
    return values, options, "inconsistent" if better else "consistent"


def stability():
    second = draws(3, 20, 30)
    gap = random.uniform(1, 4)
    first = [v + gap + random.uniform(-0.2, 0.2) for v in second]
    values = {**listed(first, 2, "a"), **listed(second, 2, "b"), "w": "0.10"}
    gaps = [(printed(values[f"a{i}"])[0] - printed(values[f"b{i}"])[1], printed(values[f"a{i}"])[1] - printed(values[f"b{i}"])[0]) for i in range(3)]
    # Two gaps of one range of plus or minus a margin are at most twice the margin apart.
    wrong = any(a[0] - b[1] > 2 * printed(values["w"])[1] for a in gaps for b in gaps)
    options = {"first": ["a0", "a1", "a2"], "second": ["b0", "b1", "b2"], "within": "w"}
    return values, options, "inconsistent" if wrong else "consistent"


def interval(string):
    low, high = printed(string)
    end = lambda f: mpf(f.numerator) / f.denominator
    return iv.mpf([end(low), end(high)])


def ends_of(x):
    return mpf(x.a), mpf(x.b)


def clear(a, b):
    """As `judged`, of mpmath's intervals; none where the ends are too near each other to tell."""
    (al, ah), (bl, bh) = ends_of(a), ends_of(b)
    gap = max(bl - ah, al - bh)
    if abs(gap) < mpf(10) ** -9 * max(abs(ah), abs(bh)):
        return None
    return "inconsistent" if gap > 0 else "consistent"


def psnr_mse():
    mse = 10 ** random.uniform(-4, -1)
    values = {"psnr": text(-10 * math.log10(mse) + random.choice((0, 0, 0.01, -0.05, 0.5)), 2), "mse": f"{mse:.2e}"}
    back = -10 * iv.log(interval(values["mse"])) / iv.log(10)
    return values, {"psnr": "psnr", "mse": "mse", "per": "image"}, clear(interval(values["psnr"]), back)


def arcsine(x):
    low, high = ends_of(x)
    return 2 * iv.mpf([mpmath.asin(mpmath.sqrt(max(low, mpf(0)))), mpmath.asin(mpmath.sqrt(min(high, mpf(1))))])


def cohens_h():
    a, b = draws(2, 0.02, 0.5)
    h = abs(2 * math.asin(math.sqrt(a)) - 2 * math.asin(math.sqrt(b)))
    values = {"a": text(100 * a, 1), "b": text(100 * b, 1), "h": text(abs(h + off(2)), 2)}
    gap = arcsine(interval(values["a"]) / 100) - arcsine(interval(values["b"]) / 100)
    return values, {"a": "a", "b": "b", "unit": "percent", "printed": "h"}, clear(interval(values["h"]), abs(gap))


def tail(z):
    return mpmath.erfc(z / mpmath.sqrt(2)) / 2


def p_z():
    z = random.uniform(0.5, 12)
    values = {"z": text(z, 2), "p": f"{float(random.choice((1, 2, 2, 2.2)) * tail(z)):.1e}"}
    low, high = ends_of(interval(values["z"]))
    return values, {"z": "z", "p": "p", "sided": "two"}, clear(interval(values["p"]), iv.mpf([2 * tail(high), 2 * tail(low)]))


def rank_biserial_p():
    """By every rank sum: those whose asymptotic p prints so, and the correlations that they give."""
    n = random.randint(20, 40)
    most = n * (n + 1) // 2
    deviation = mpmath.sqrt(mpf(n) * (n + 1) * (2 * n + 1) / 24)
    w = random.randint(most // 2 + 10, most - 5)
    p = 2 * tail((w - mpf(most) / 2) / deviation)
    values = {"n": {"text": str(n), "kind": "count"}, "p": f"{float(p):.2e}", "r": text(2 * w / most - 1 + off(2), 2)}
    low, high = ends_of(interval(values["p"]))
    sums = [v for v in range(most // 2, most + 1) if low <= 2 * tail((v - mpf(most) / 2) / deviation) <= high]
    back = iv.mpf([2 * mpf(sums[0]) / most - 1, 2 * mpf(sums[-1]) / most - 1])
    return values, {"p": "p", "n": "n", "printed": "r", "sided": "two"}, clear(interval(values["r"]), back)


def linear():
    """Whether a line passes through every interval, by a linear program in its intercept and slope."""
    slope, intercept = random.uniform(0.01, 2), random.uniform(0, 3)
    x = [1, 2, 5, 10]
    y = [intercept + slope * at for at in x]
    y[random.randrange(4)] += off(2)
    values = listed(y, 2)
    ends = [tuple(map(float, printed(v))) for v in values.values()]

    def feasible(slack):
        rows = [[1, at] for at in x] + [[-1, -at] for at in x]
        limits = [high + slack for _, high in ends] + [slack - low for low, _ in ends]
        return linprog([0, 0], rows, limits, bounds=[(None, None)] * 2).status == 0

    if feasible(1e-6) != feasible(-1e-6):
        return values, {}, None
    verdict = "consistent" if feasible(0) else "inconsistent"
    return values, {"x": x, "y": list(values), "tolerance": 0}, verdict


document = {
    "versions": {"python": sys.version.split()[0], "mpmath": mpmath.__version__, "scipy": scipy.__version__},
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
