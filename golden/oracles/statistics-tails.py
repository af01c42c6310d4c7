"""Tails of distributions with 50 digits, for harness/numeric.

    python statistics-tails.py > statistics-tails.json

Natural logarithms of tail probabilities: a relative error e of the probability is an absolute error e here.
"""

import json
import random
import sys

import mpmath
from mpmath import mpf

mpmath.mp.dps = 50
random.seed(1)


def beta_tail(x, a, b):
    """ln I_x(a, b) where the series converges fast: below the mean."""
    a, b = mpf(a), mpf(b)
    front = a * mpmath.log(x) + b * mpmath.log(1 - x) - mpmath.log(a)
    front += mpmath.loggamma(a + b) - mpmath.loggamma(a) - mpmath.loggamma(b)
    term = total = mpf(1)
    k = 0
    while abs(term) > mpf(10) ** -45 * total:
        term *= (a + b + k) / (a + 1 + k) * x
        total += term
        k += 1
    return front + mpmath.log(total)


def log_beta(x, a, b):
    x = mpf(x)
    if x * (a + b + 2) < a + 1:
        return beta_tail(x, a, b)
    return mpmath.log(1 - mpmath.exp(beta_tail(1 - x, b, a)))


def log_normal(z):
    return mpmath.log(mpmath.erfc(mpf(z) / mpmath.sqrt(2)) / 2)


def log_student(t, df):
    t, df = mpf(t), mpf(df)
    x = df / (df + t * t)
    return log_beta(x, df / 2, mpf(1) / 2) - mpmath.log(2)


def log_gamma_tail(a, x):
    return mpmath.log(mpmath.gammainc(a, x, mpmath.inf, regularized=True))


def noncentral_t(t, df, delta):
    df = mpf(df)
    front = mpmath.log(2) + df / 2 * mpmath.log(df / 2) - mpmath.loggamma(df / 2)
    f = lambda s: mpmath.ncdf(t * s - delta) * mpmath.exp(front + (df - 1) * mpmath.log(s) - df * s * s / 2)
    spread = 1 / mpmath.sqrt(2 * df)
    lo, hi = max(mpf(0), 1 - 15 * spread), 1 + 15 * spread
    return mpmath.quad(f, [lo + (hi - lo) * i / 24 for i in range(25)])


def number(value):
    return float(mpmath.nstr(value, 20))


def uniform(lo, hi):
    return round(random.uniform(lo, hi), 6)


rows = {name: [] for name in ("normal", "normalQuantile", "student", "studentQuantile", "beta", "gamma", "noncentralT")}
for i in range(200):
    z = uniform(-8, 37.5)
    rows["normal"].append([z, number(log_normal(z))])
    df = random.choice([1, 2, 3, 5, 9, 34, 119, 699, 999, 20000, 1.7, 33.4])
    t = round(10 ** random.uniform(-3, 1.55), 6)
    rows["student"].append([t, df, number(log_student(t, df))])
    rows["studentQuantile"].append([number(mpmath.exp(log_student(t, df))), df, t])
    a, b = round(10 ** random.uniform(-0.5, 3.5), 3), round(10 ** random.uniform(-0.5, 3.5), 3)
    x = round(random.random(), 6)
    lower = number(log_beta(x, a, b))
    if -690 < lower < -1e-8:
        rows["beta"].append([x, a, b, lower])
    shape = round(10 ** random.uniform(-1, 3), 3)
    x = round(shape * 10 ** random.uniform(-1, 1), 6)
    upper = number(log_gamma_tail(shape, x))
    if -690 < upper < -1e-8:
        rows["gamma"].append([shape, x, upper])
    exponent = -round(10 ** random.uniform(-0.5, 2.47), 3)
    z = mpmath.findroot(lambda q: log_normal(q) - exponent * mpmath.log(10), mpmath.sqrt(-2 * exponent * mpmath.log(10)))
    rows["normalQuantile"].append([exponent, number(z)])
for i in range(60):
    df, delta = random.choice([1, 2, 5, 20, 119, 999]), uniform(0, 45)
    t = round(delta + random.uniform(-3, 3), 3)
    rows["noncentralT"].append([t, df, delta, number(noncentral_t(t, df, delta))])
FAR = [(9, 1e30), (30, 1e9), (119, 3000), (119, 20), (699, 50), (999, 30), (999, 50), (999, 54), (20000, 37), (1e6, 37), (5, 1e50)]
for df, t in FAR:
    rows["student"].append([t, df, number(log_student(t, df))])
print(json.dumps({"versions": {"python": sys.version.split()[0], "mpmath": mpmath.__version__}, **rows}, separators=(",", ":")))
