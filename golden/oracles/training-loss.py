"""The last tenth of training curves by NumPy: logarithms of relative losses, their change over the tenth by least
squares, and the influence of each point on it; writes training-loss.json."""
import numpy as np

import metrics_inputs as inputs

COVERS = {
    "metrics": {
        "training-loss": {"numpy": "final"}
    }
}

cases = []
for index in range(200):
    seed, n = 7919 * (index + 1), 2 + (index * 37) % 199
    losses = inputs.draws(seed, n) + 0.05 + 2.0 * np.exp(-np.arange(n) / (5 + index % 40))
    m = max(2, round(n / 10 + 1e-9))
    y = np.log(losses / losses[0])[-m:]
    t = np.arange(m)
    slope, offset = np.polyfit(t, y, 1)
    # What the slope would move by if a point counted a little more: the score of least squares.
    design = np.stack([t, np.ones(m)], 1)
    influence = m * np.linalg.solve(design.T @ design, design.T)[0] * (y - design @ (slope, offset))
    cases.append({
        "seed": seed,
        "count": n,
        "final": [inputs.number(v) for v in y],
        "total": inputs.number(m * slope),
        "change": [inputs.number(v) for v in m * (slope + influence)],
    })

inputs.write("training-loss", COVERS, [np], cases, {
    "final": "log of loss over first loss, in the last tenth",
    "total": "slope of numpy.polyfit times the number of points",
    "change": "that plus the influence of each point on it",
})
