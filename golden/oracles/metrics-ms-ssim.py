"""MS-SSIM by torchmetrics in float64; writes metrics-ms-ssim.json."""
import numpy as np
import torch
import torchmetrics
from torchmetrics.functional.image import multiscale_structural_similarity_index_measure as ms_ssim

import metrics_inputs as inputs

betas = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
sizes = {1: (11, 40), 2: (22, 60), 3: (44, 80), 5: (176, 190)}
torch.set_default_dtype(torch.float64)  # or the exponents are rounded to single precision

cases = []
for index in range(220):
    scales = (3, 2, 3, 1, 3, 2, 5)[index % 7]
    # five scales are slow in double precision: their images are grey
    case = {**inputs.parameters(index, *sizes[scales], channels=(1,) if scales == 5 else (1, 3)), "scales": scales}
    a, b = (torch.from_numpy(x)[None] for x in inputs.pair_of(case))
    value = ms_ssim(a, b, data_range=float(case["range"]), betas=betas[:scales])
    cases.append({**case, "value": inputs.number(value)})

inputs.write("metrics-ms-ssim", [np, torch, torchmetrics], cases, {
    "value": "Gaussian window 11 / 1.5, K 0.01 and 0.03, normalize 'relu', the first `scales` of the betas",
})
