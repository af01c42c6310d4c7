"""Test results in sentences, with the verdicts that statcheck's published procedure gives on them.

    python record-sentences.py > record-sentences.json

The procedure (Nuijten et al. 2016, and the manual of statcheck 1.4): p is computed anew from the statistic and its
degrees of freedom, for the least and the greatest value that rounds to the printed one; `p = x` is an error unless x is
one of the values that round from there; `p < x` and `p > x` are errors where none of them is; `ns` is `p > .05`;
`p = .000` is an error always; a sentence that says one-tailed is held to half of it. An error is a decision error where
the printed p and the computed one fall on different sides of .05. Tails and rank tests are SciPy's. U and W are an
error where none of SciPy's three methods (exact, normal, normal with continuity correction) gives the p. Needs scipy.
"""

import json
import random
import sys

import numpy
import scipy
from scipy import stats

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "rules": {
        "statistic-p": {"scipy": "sentences"}
    }
}

random.seed(38)
LEVEL = 0.05
EACH = 60


def apa(p, digits):
    text = f"{p:.{digits}f}"
    return text[1:] if random.random() < 0.7 and text.startswith("0") else text


def half(text):
    return 0.5 * 10.0 ** -len(text.partition(".")[2])


def drawn(kind):
    """The name, the degrees of freedom as printed, the statistic as printed and its upper tail."""
    df = random.randint(4, 90)
    if kind == "t":
        welch = random.random() < 0.3
        shown = f"{df + random.random():.1f}" if welch else str(df)
        return "t", f"({shown})", f"{random.uniform(-3.6, 3.6):.2f}", float(shown), lambda v, d: stats.t.sf(abs(v), d)
    if kind == "r":
        v = f"{random.uniform(-0.6, 0.6):.2f}"
        v = v.replace("0.", ".") if random.random() < 0.5 else v
        return "r", f"({df})", v, df, lambda v, d: stats.t.sf(abs(v) * (d / (1 - v * v)) ** 0.5, d)
    if kind == "z":
        return random.choice("zZ"), "", f"{random.uniform(-3.6, 3.6):.2f}", 0, lambda v, d: stats.norm.sf(abs(v))
    if kind == "F":
        a = random.randint(1, 6)
        return "F", f"({a}, {df})", f"{random.uniform(0.6, 5):.2f}", df, lambda v, d: stats.f.sf(v, a, d)
    a = random.randint(1, 6)
    v = f"{a * random.uniform(0.5, 2.6):.2f}"
    if kind == "chi2":
        cases = f", N = {random.randint(30, 400)}" if random.random() < 0.5 else ""
        return random.choice(["χ2", "χ²", "χ^2"]), f"({a}{cases})", v, a, lambda v, d: stats.chi2.sf(v, d)
    return "H", f"({a})", v, a, lambda v, d: stats.chi2.sf(v, d)


def reported(truth):
    """A printed p: its sign, its text and the level or value; half of them are of another p."""
    p = truth if random.random() < 0.5 else min(0.99, truth * random.choice([0.2, 0.5, 2, 5]))
    kind = random.random()
    if kind < 0.55:
        text = apa(p, random.choice([2, 3]))
        return "=", text, float(text)
    if kind < 0.75:
        bound = random.choice([".001", ".01", ".03", "0.05", ".10"])
        return "<", bound, float(bound)
    if kind < 0.9:
        bound = random.choice([".05", "0.1", ".01"])
        return ">", bound, float(bound)
    return "ns", random.choice(["ns", "n.s."]), LEVEL


def judged(sign, text, value, low, high):
    """Whether it is an error, and None where that hangs on a rounding at half-way."""
    if sign == "=":
        if value == 0:
            return True
        ends = (value - half(text), value + half(text))
        if min(abs(low - ends[1]), abs(high - ends[0])) < 1e-9:
            return None
        return low > ends[1] or high < ends[0]
    if min(abs(low - value), abs(high - value)) < 1e-9:
        return None
    return low > value if sign == "<" else high < value


def decision(sign, text, value, p):
    told = value + half(text) <= LEVEL if sign == "=" else sign == "<" and value <= LEVEL
    untold = value - half(text) > LEVEL if sign == "=" else sign != "<" and value >= LEVEL
    return (told and p > LEVEL) or (untold and p <= LEVEL)


def sentence(name, degrees, shown, sign, text, words):
    gap = random.choice(["", " "])
    p = f", {text}" if sign == "ns" else f", p{gap}{sign}{gap}{text}"
    return f"We found {name}{degrees}{gap}={gap}{shown}{p}{words}."


def tailed(kind):
    name, degrees, shown, df, tail = drawn(kind)
    sided = kind in ("t", "r", "z")
    one = sided and random.random() < 0.2
    factor = 1 if one or not sided else 2
    value, width = abs(float(shown)) if sided else float(shown), half(shown)
    # Printed degrees of freedom of a Welch test are rounded too.
    dfs = [df - 0.05, df + 0.05] if kind == "t" and "." in degrees else [df]
    ps = [min(1, factor * tail(max(0, v), d)) for v in (value - width, value + width) for d in dfs]
    sign, text, printed = reported(factor * tail(value, df))
    error = judged(sign, text, printed, min(ps), max(ps))
    words = " (one-tailed)" if one else random.choice(["", "", " (two-tailed)"]) if sided else ""
    changed = {decision(sign, text, printed, p) for p in ps}
    return error, changed, sentence(name, degrees, shown, sign, text, words), ps


def ranked(kind):
    generator = numpy.random.default_rng(random.randrange(2**31))
    if kind == "U":
        a, b = random.randint(6, 24), random.randint(6, 24)
        x, y = generator.normal(0.4, 1, a), generator.normal(0, 1, b)
        call = lambda method, fix: stats.mannwhitneyu(x, y, method=method, use_continuity=fix)
        found = call("exact", False)
        name, words = "U", f", n1 = {a}, n2 = {b}"
    else:
        d = generator.normal(0.3, 1, random.randint(8, 40))
        call = lambda method, fix: stats.wilcoxon(d, method=method, correction=fix)
        found = call("exact", False)
        name, words = "W", f", n = {len(d)}"
    asymptotic = "asymptotic" if kind == "U" else "approx"
    ps = [found.pvalue, call(asymptotic, False).pvalue, call(asymptotic, True).pvalue]
    sign, text, printed = reported(random.choice(ps))
    errors = [judged(sign, text, printed, p, p) for p in ps]
    error = None if None in errors else all(errors)
    return error, {None}, sentence(name, "", f"{found.statistic:.0f}{words}", sign, text, ""), ps


cases = []
for kind in ["t", "r", "z", "F", "chi2", "H", "U", "W"]:
    count = 0
    while count < EACH:
        error, changed, text, ps = (ranked if kind in "UW" else tailed)(kind)
        if error is None:
            continue
        count += 1
        row = {"text": text, "p": [float(f"{min(ps):.12g}"), float(f"{max(ps):.12g}")], "error": bool(error)}
        # Whether the decision changes, where it does so over the whole interval or nowhere in it.
        if error and len(changed) == 1 and None not in changed and ", p = .000" not in text:
            row["decision"] = bool(changed.pop())
        cases.append(row)

document = {
    "versions": {"scipy": scipy.__version__, "python": sys.version.split()[0]},
    "covers": COVERS,
    "sentences": cases,
}
print("{" + ",\n".join(f"{json.dumps(n, ensure_ascii=False)}:" + (
    "[" + ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in v) + "]" if isinstance(v, list)
    else json.dumps(v, separators=(",", ":"))) for n, v in document.items()) + "}")
