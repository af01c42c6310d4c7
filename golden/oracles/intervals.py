"""Split-conformal intervals of several draws of each image, by NumPy from their definition; writes intervals.json."""
import numpy as np

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "intervals": {"numpy": "scores"}
    }
}


def images(case):
    """Of each sample [draws + 2, side, side]: draws about the reference, then the reference and the floor."""
    n, m, side = case["samples"], case["draws"], case["side"]
    u = inputs.draws(case["seed"], n * (m + 2) * side * side).reshape(n, m + 2, side, side)
    reference = u[:, m : m + 1]
    shown = reference + (u[:, :m] - 0.5) * case["amount"]
    floor = reference + 0.2 * (u[:, m + 1 :] - 0.5) * case["amount"]
    return np.concatenate([shown, reference, floor], axis=1)


def scored(case):
    x, m = images(case), case["draws"]
    draws, reference, floor = x[:, :m], x[:, m], x[:, m + 1]
    spread = np.sqrt(draws.var(axis=1, ddof=1) + 1 / 255**2)
    needed = np.abs(reference - draws.mean(axis=1)) / spread
    least = np.quantile(needed.reshape(len(x), -1), case["share"], axis=1, method="inverted_cdf")
    subject = np.arange(len(x)) // 2
    first = subject < case["calibrating"]
    worst = np.array([least[subject == s].max() for s in range(case["calibrating"])])
    n = len(worst)
    factor = np.quantile(worst, np.ceil((n + 1) * (1 - case["alpha"]) - 1e-9) / n, method="inverted_cdf")
    rows = []
    for i in np.flatnonzero(~first):
        error = np.abs(floor[i] - reference[i])
        hallucinated = draws[i, 0] - reference[i] > error.mean() + 2 * error.std()
        outside = (needed[i][hallucinated] > factor).mean() if hallucinated.any() else None
        rows.append([int(i), int(least[i] <= factor), (needed[i] <= factor).mean(), 2 * factor * spread[i].mean(), factor, outside])
    return [[None if v is None else float(v) for v in row] for row in rows]


cases = []
for index in range(200):
    u = inputs.draws(70000 + index, 4)
    alpha = (0.1, 0.2, 0.25, 0.4)[index % 4]
    calibrating = int(np.ceil(1 / alpha - 1)) + int(8 * u[0])
    case = {
        "seed": 7919 * (index + 1), "samples": 2 * (calibrating + 2), "draws": 2 + index % 4, "side": 4 + int(3 * u[1]),
        "amount": round(0.01 + 0.5 * float(u[2]), 3), "alpha": alpha, "share": (0.9, 0.75, 1)[index % 3], "calibrating": calibrating,
    }
    cases.append({**case, "scores": scored(case)})

inputs.write("intervals", COVERS, [np], cases, {
    "scores": "of each sample past those of the first `calibrating` subjects (two samples a subject): [sample, held, covered, width, factor, outside or null]",
})
