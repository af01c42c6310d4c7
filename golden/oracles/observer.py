"""Channelised Hotelling observers, by NumPy and SciPy from their definitions; writes observer.json.

Channels come from their definition over frequencies, by numerical integration; areas from SciPy's Mann-Whitney U; each
image's share in a figure from the figure itself, with that image counted a little more than the others; standard errors
from the sums over all pairs (DeLong, DeLong and Clarke-Pearson 1988).
"""
import numpy as np
import scipy
from scipy import integrate, stats

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "observer": {"numpy": "detectability", "scipy": "auc"}
    }
}
PLACES = [[5, 5], [5, 14]]
SIDE, SHAPE = 9, (11, 20)


def line(s, at):
    """The inverse Fourier transform of exp(-(f / s)^2 / 2) at places, by integration over frequencies."""
    return np.array([integrate.quad(lambda f: 2 * np.exp(-(f**2) / (2 * s**2)) * np.cos(2 * np.pi * f * x), 0, 9 * s)[0] for x in at])


def channels(case):
    at = np.arange(SIDE) - SIDE // 2
    found = []
    for j in range(case["bands"]):
        if case["channels"] == "gabor":
            start = case["lowest"] * 2**j
            width = 4 * np.log(2) / (np.pi * start)  # octave from start to 2 start: full width at half height
            for k in range(case["orientations"]):
                direction = np.exp(1j * np.pi * k / case["orientations"])
                z = at[None] + 1j * at[:, None]
                along = (z * np.conj(direction)).real
                found.append(0.5 ** ((2 * np.abs(z) / width) ** 2) * np.cos(3 * np.pi * start * along))
        else:
            s = case["lowest"] * 1.4**j
            wide, narrow = line(1.67 * s, at), line(s, at)
            found.append(np.outer(wide, wide) - np.outer(narrow, narrow))
    return np.array(found)


def images(case):
    """Noise of both sets' images, smoothed; [image, rows, columns], and of each place whether a signal is there."""
    n = case["images"]
    u = inputs.draws(case["seed"], n * SHAPE[0] * SHAPE[1] + n)
    noise, which = u[n:].reshape(n, *SHAPE), u[:n]
    present = np.stack([which < 0.5, which >= 0.5], axis=1)
    if case["both"]:
        present[::3] = [True, True]
        present[1::3] = [False, False]
    x = noise + np.roll(noise, 1, axis=2) + np.roll(noise, 1, axis=1)
    y, z = np.indices(SHAPE)
    for k, (row, column) in enumerate(PLACES):
        blob = 1 / (1 + ((y - row) ** 2 + (z - column) ** 2) / 2)
        x = x + case["amount"] * present[:, k, None, None] * blob
    if case["levels"]:
        x = np.round(x * case["levels"]) / case["levels"]
    return x, present


def area(p, a):
    return stats.mannwhitneyu(p, a).statistic / (len(p) * len(a))


def weighted(ratings, present, w):
    """The area and d' where image i counts w[i] times."""
    weight = np.repeat(w[:, None], len(PLACES), axis=1)
    p, a, wp, wa = ratings[present], ratings[~present], weight[present], weight[~present]
    above = (p[:, None] > a[None]) + 0.5 * (p[:, None] == a[None])
    auc = wp @ above @ wa / (wp.sum() * wa.sum())
    m1, m0 = np.average(p, weights=wp), np.average(a, weights=wa)
    sample = lambda x, m, w: np.average((x - m) ** 2, weights=w) * len(x) / (len(x) - 1)
    variance = (sample(p, m1, wp) + sample(a, m0, wa)) / 2
    return np.array([auc, (m1 - m0) / np.sqrt(variance)])


def observed(case):
    x, present = images(case)
    bank = channels(case).reshape(-1, SIDE * SIDE)
    h = SIDE // 2
    squares = np.stack([x[:, r - h : r + h + 1, c - h : c + h + 1].reshape(len(x), -1) for r, c in PLACES], axis=1)
    outputs = squares @ bank.T
    reader = np.arange(len(x)) % case["readers"]
    rows = np.zeros((len(x), 2))
    for k in range(case["readers"]):
        own = reader == k
        p, a = outputs[~own][present[~own]], outputs[~own][~present[~own]]
        template = np.linalg.lstsq((np.cov(p.T) + np.cov(a.T)) / 2, p.mean(0) - a.mean(0), rcond=None)[0]
        ratings, there = outputs[own] @ template, present[own]
        n = own.sum()
        figure = weighted(ratings, there, np.ones(n))
        assert np.isclose(figure[0], area(ratings[there], ratings[~there]))
        step = 1e-4
        for i, row in enumerate(np.flatnonzero(own)):
            e = step * np.eye(n)[i]
            slope = (weighted(ratings, there, 1 + e) - weighted(ratings, there, 1 - e)) / (2 * step)
            rows[row] = figure + n * slope
    return rows


def delong(p, a):
    above = (p[:, None] > a[None]) + 0.5 * (p[:, None] == a[None])
    v1, v0 = above.mean(1), above.mean(0)
    return [above.mean(), np.sqrt(v1.var(ddof=1) / len(p) + v0.var(ddof=1) / len(a))]


def rated(seed):
    u = inputs.draws(seed, 60)
    p, a = np.floor(12 * u[:30] + 2) / 4, np.floor(12 * u[30:]) / 4
    return {"seed": seed, "delong": [float(v) for v in delong(p, a)]}


cases = []
for index in range(24):
    case = {
        "seed": 104729 * (index + 1), "images": (24, 40, 32)[index % 3], "readers": (2, 4)[index % 2],
        "channels": ("difference-of-gaussians", "gabor")[index // 2 % 2], "lowest": (0.03, 0.04, 0.06)[index % 3],
        "bands": (2, 3)[index // 4 % 2], "orientations": 2, "amount": (0, 0.3, 0.8)[index // 2 % 3],
        "both": index % 5 == 4, "levels": (0, 255)[index // 3 % 2],
    }
    rows = observed(case)
    cases.append({**case, "auc": rows[:, 0].tolist(), "detectability": rows[:, 1].tolist()})

kernels = [
    {**case, "values": channels(case).ravel().tolist()}
    for case in (
        {"channels": "difference-of-gaussians", "lowest": 0.05, "bands": 3, "orientations": 1},
        {"channels": "gabor", "lowest": 0.03125, "bands": 2, "orientations": 3},
    )
]
inputs.write("observer", COVERS, [np, scipy], cases, {
    "channels": f"of {SIDE}x{SIDE} pixels, row by row", "kernels": kernels,
    "separations": [rated(31 * (i + 1)) for i in range(40)],
    "auc": "pseudo-value of each image: its reader's area, and n times its slope in the image's weight",
    "detectability": "the same of d'",
})
