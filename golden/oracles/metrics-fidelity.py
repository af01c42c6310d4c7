"""MSE, MAE, PSNR, maps of differences and SSIM by scikit-image and torchmetrics; writes metrics-fidelity.json."""
import numpy as np
import skimage
import torch
import torchmetrics
from skimage.metrics import mean_squared_error, peak_signal_noise_ratio, structural_similarity
from torchmetrics.functional import mean_absolute_error
from torchmetrics.functional import mean_squared_error as torch_mean_squared_error
from torchmetrics.functional.image import peak_signal_noise_ratio as torch_psnr
from torchmetrics.functional.image import structural_similarity_index_measure as torch_ssim
from torchmetrics.image import PeakSignalNoiseRatio

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "mse": {"skimage": "mse", "torchmetrics": "mse"},
        "mae": {"numpy": "mae", "torchmetrics": "mae"},
        "psnr": {"skimage": "psnr", "torchmetrics": "psnr"},
        "difference": {"numpy": "difference", "torch": "difference"},
        "ssim": {"skimage": "gaussian", "torchmetrics": "uniform"}
    }
}

torch.set_default_dtype(torch.float64)  # or torchmetrics rounds the data range to single precision
gaussian = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False}


def sk_ssim(a, b, peak, **options):
    value, full = structural_similarity(a, b, data_range=peak, channel_axis=0, full=True, **options)
    return {"crop": inputs.number(value), "symmetric": inputs.number(full.mean())}


def pooled(a, b, peak):
    """Over a set of two: the upper half of the pair, and the whole of it."""
    half = np.s_[:, : a.shape[1] // 2]
    errors = np.concatenate([((x - y) ** 2).ravel() for x, y in ((a[half], b[half]), (a, b))])
    accumulated = PeakSignalNoiseRatio(data_range=peak)
    for x, y in ((a[half], b[half]), (a, b)):
        accumulated.update(torch.from_numpy(x), torch.from_numpy(y))
    with np.errstate(divide="ignore"):
        return [inputs.number(10 * np.log10(peak**2 / errors.mean())), inputs.number(accumulated.compute())]


cases = []
for index in range(240):
    # every tenth case is smaller than the Gaussian window, so only the uniform one fits
    case = inputs.parameters(index, *((7, 10) if index % 10 == 9 else (11, 40)))
    a, b = inputs.pair_of(case)
    ta, tb = torch.from_numpy(a)[None], torch.from_numpy(b)[None]
    peak = float(case["range"])
    small = min(a.shape[1:]) < 11
    with np.errstate(divide="ignore"):
        sk_psnr = peak_signal_noise_ratio(b, a, data_range=peak)
    cases.append({
        **case,
        "mse": [inputs.number(mean_squared_error(b, a)), inputs.number(torch_mean_squared_error(ta.flatten(), tb.flatten()))],
        "mae": [inputs.number(np.abs(a - b).mean()), inputs.number(mean_absolute_error(ta.flatten(), tb.flatten()))],
        "difference": [[inputs.number(f(d)) for f in (d.__class__.min, d.__class__.mean, d.__class__.max)] for d in (a - b, ta - tb)],
        "pooled": pooled(a, b, peak),
        "psnr": [inputs.number(sk_psnr), inputs.number(torch_psnr(ta, tb, data_range=peak))],
        "uniform": {
            "sample": sk_ssim(a, b, peak),
            "population": sk_ssim(a, b, peak, use_sample_covariance=False)["crop"],
            "mirror": inputs.number(torch_ssim(ta, tb, data_range=peak, gaussian_kernel=False, kernel_size=7)),
        },
        "gaussian": None if small else {
            "population": sk_ssim(a, b, peak, **gaussian),
            "sample": sk_ssim(a, b, peak, **{**gaussian, "use_sample_covariance": True})["crop"],
            "mirror": inputs.number(torch_ssim(ta, tb, data_range=peak)),
        },
    })

inputs.write("metrics-fidelity", COVERS, [np, skimage, torch, torchmetrics], cases, {
    "mse, mae, psnr": "[scikit-image or NumPy, torchmetrics in float64]; both give infinity at zero error",
    "difference": "[least, mean, greatest] of image - reference by [NumPy, PyTorch]",
    "pooled": "[NumPy, torchmetrics' accumulated PSNR] over a set of two pairs: the first floor(H / 2) rows, and all rows",
    "sample, population": "scikit-image with use_sample_covariance True or False; torchmetrics has population only",
    "crop": "scikit-image's mean, over the pixels where the window fits",
    "symmetric": "mean of scikit-image's full map, edge pixels repeated beyond the edge",
    "mirror": "torchmetrics' mean, over all pixels, the image reflected about its edge pixels",
})
