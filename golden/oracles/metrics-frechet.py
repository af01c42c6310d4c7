"""Frechet distance by SciPy's matrix square root and by torchmetrics' formula; writes metrics-frechet.json."""
import numpy as np
import scipy
import scipy.linalg
import torch
import torchmetrics
from torchmetrics.image.fid import _compute_fid

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "frechet": {"scipy": "sqrtm", "torchmetrics": "torchmetrics", "numpy": "symmetricRoots"}
    }
}

cases = []
for index in range(400):
    u = inputs.draws(5000 + index, 4)
    full = index % 2 == 0  # full rank, or fewer rows than features
    d = 2 + int(u[0] * 7) if full else 6 + int(u[0] * 14)
    n1, n2 = (d + 3 + int(v * 20) if full else 2 + int(v * 5) for v in u[1:3])
    seed = 104729 * (index + 1)
    a = inputs.draws(seed, n1 * d).reshape(n1, d)
    b = (inputs.draws(seed + 1, n2 * d).reshape(n2, d) - 0.25) * 10 ** (2 * u[3] - 1)
    m1, m2 = a.mean(0), b.mean(0)
    s1, s2 = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    roots = scipy.linalg.sqrtm(s1 @ s2)
    # stable for deficient rank: the product of the two symmetric roots
    half = lambda s: (lambda v, q: (q * np.sqrt(np.clip(v, 0, None))) @ q.T)(*np.linalg.eigh(s))
    trace = np.linalg.svd(half(s1) @ half(s2), compute_uv=False).sum()
    base = ((m1 - m2) ** 2).sum() + np.trace(s1) + np.trace(s2)
    by_torch = _compute_fid(*(torch.from_numpy(x) for x in (m1, s1, m2, s2)))
    cases.append({
        "seed": seed, "dimension": d, "counts": [n1, n2], "shift": 0.25, "scale": float(10 ** (2 * u[3] - 1)),
        "sqrtm": inputs.number(base - 2 * np.trace(roots).real) if full else None,
        "torchmetrics": inputs.number(by_torch),
        "symmetricRoots": inputs.number(base - 2 * trace),
    })

inputs.write("metrics-frechet", COVERS, [np, scipy, torch, torchmetrics], cases, {
    "sqrtm": "scipy.linalg.sqrtm of the product of covariances, full rank only",
    "torchmetrics": "eigenvalues of that product; on deficient rank it loses half of the digits of the zero ones",
    "symmetricRoots": "singular values of the product of the symmetric square roots (NumPy)",
})
