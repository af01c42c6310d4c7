"""MS-SSIM by torchmetrics in float64 and by SciPy's filters; writes metrics-ms-ssim.json."""
import numpy as np
import scipy
import scipy.ndimage
import torch
import torchmetrics
from torchmetrics.functional.image import multiscale_structural_similarity_index_measure as ms_ssim

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "ms-ssim": {"torchmetrics": "value", "scipy": "value"}
    }
}

betas = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
sizes = {1: (11, 40), 2: (22, 60), 3: (44, 80), 5: (176, 190)}
torch.set_default_dtype(torch.float64)  # or the exponents are rounded to single precision

window = np.exp(-0.5 * (np.arange(-5, 6) / 1.5) ** 2)
window /= window.sum()


def blurred(x):
    for axis in (1, 2):
        x = scipy.ndimage.correlate1d(x, window, axis=axis, mode="mirror")
    return x


def by_scipy(a, b, peak, scales):
    c1, c2, inner, product = (0.01 * peak) ** 2, (0.03 * peak) ** 2, np.s_[:, 5:-5, 5:-5], 1
    for scale in range(scales):
        ma, mb = blurred(a), blurred(b)
        contrast = (2 * (blurred(a * b) - ma * mb) + c2) / (blurred(a * a) - ma**2 + blurred(b * b) - mb**2 + c2)
        last = scale == scales - 1
        full = contrast * (2 * ma * mb + c1) / (ma**2 + mb**2 + c1)
        product *= max(full.mean() if last else contrast[inner].mean(), 0) ** betas[scale]
        c, h, w = a.shape
        a, b = (x[:, : h // 2 * 2, : w // 2 * 2].reshape(c, h // 2, 2, w // 2, 2).mean((2, 4)) for x in (a, b))
    return product


cases = []
for index in range(220):
    # shifted by one each round: how the image relates to its reference goes by index % 7 too
    scales = (3, 2, 3, 1, 3, 2, 5)[(index + index // 7) % 7]
    # five scales are slow in double precision: their images are grey
    case = {**inputs.parameters(index, *sizes[scales], channels=(1,) if scales == 5 else (1, 3)), "scales": scales}
    x, y = inputs.pair_of(case)
    a, b = (torch.from_numpy(v)[None] for v in (x, y))
    value = ms_ssim(a, b, data_range=float(case["range"]), betas=betas[:scales])
    composed = by_scipy(x, y, float(case["range"]), scales)
    cases.append({**case, "value": [inputs.number(value), inputs.number(composed)]})

inputs.write("metrics-ms-ssim", COVERS, [np, scipy, torch, torchmetrics], cases, {
    "value": "[torchmetrics, SciPy's filters put together as it says]: Gaussian window 11 / 1.5, K 0.01 and 0.03, normalize 'relu', the first `scales` of the betas",
})
