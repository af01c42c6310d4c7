"""Hallucination rates, region scores, Bland-Altman points and latent similarity by NumPy, SciPy, scikit-image
and PyTorch; writes metrics-rates.json."""
import numpy as np
import scipy
import skimage
import torch
import torchmetrics
from scipy.spatial.distance import cosine
from skimage.measure import block_reduce
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from torchmetrics.functional.image import peak_signal_noise_ratio as torch_psnr
from torchmetrics.functional.image import structural_similarity_index_measure as torch_ssim

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "hallucination": {"numpy": "population", "torch": "population"},
        "region-psnr": {"skimage": "region", "torchmetrics": "regionByTorch"},
        "region-ssim": {"skimage": "region", "torchmetrics": "regionByTorch"},
        "bland-altman": {"numpy": "means", "torch": "means"},
        "latent-similarity": {"torch": "latent", "scipy": "latent"}
    }
}

torch.set_default_dtype(torch.float64)  # or torchmetrics rounds the data range to single precision

def rates(sr, hr, floors, k, correction):
    """Threshold, rates, magnitudes and shares of the squared error by NumPy, then by PyTorch."""
    errors = [np.abs(ae - hr) for ae in floors]
    d = sr - hr
    threshold = max(e.mean() + k * e.std(ddof=correction) for e in errors)
    up, down = d > threshold, d < -threshold
    mean = lambda mask: np.abs(d[mask]).mean() if mask.any() else 0
    share = lambda mask: (d[mask] @ d[mask]) / (d.ravel() @ d.ravel()) if d.any() else 0
    by_numpy = (threshold, up.mean(), down.mean(), mean(up), mean(down), share(up), share(down))
    te, td = [torch.from_numpy(e) for e in errors], torch.from_numpy(d)
    limit = max(e.mean() + k * e.std(correction=correction) for e in te)
    above, below = td[td > limit], td[td < -limit]
    total = td.square().sum()
    by_torch = (
        limit,
        *(len(x) / td.numel() for x in (above, below)),
        *(x.abs().mean() if len(x) else 0 for x in (above, below)),
        *(x.square().sum() / total if total else 0 for x in (above, below)),
    )
    return [[inputs.number(v) for v in values] for values in (by_numpy, by_torch)]


def region(image, reference, mask):
    full = structural_similarity(image, reference, data_range=1, full=True)[1]
    ys, xs = np.nonzero(mask)
    box = np.s_[max(ys.min() - 7, 0) : ys.max() + 8, max(xs.min() - 7, 0) : xs.max() + 8]
    part = structural_similarity(image[box], reference[box], data_range=1, full=True)[1]
    psnr = lambda where: peak_signal_noise_ratio(reference[where], image[where], data_range=1)
    with np.errstate(divide="ignore"):
        values = (psnr(mask), psnr(~mask), full[mask].mean(), full[~mask].mean(), part[mask[box]].mean())
    return [inputs.number(v) for v in values]


def region_by_torch(image, reference, mask):
    """PSNR inside and outside, and the mean inside and outside of the map of SSIM in torchmetrics' convention."""
    ti, tr = torch.from_numpy(image)[None, None], torch.from_numpy(reference)[None, None]
    options = {"data_range": 1.0, "gaussian_kernel": False, "kernel_size": 7, "return_full_image": True}
    full = torch_ssim(ti, tr, **options)[1][0, 0]
    inside = torch.from_numpy(mask)
    psnr = [torch_psnr(ti[0, 0][where], tr[0, 0][where], data_range=1.0) for where in (inside, ~inside)]
    return [inputs.number(v) for v in (*psnr, full[inside].mean(), full[~inside].mean())]


def latent(a, b):
    found, side = {}, a.shape[1]
    ta, tb = torch.from_numpy(a), torch.from_numpy(b)
    while True:
        pa, pb = (torch.nn.functional.adaptive_avg_pool2d(t, side) for t in (ta, tb))
        flat = torch.nn.functional.cosine_similarity(pa.flatten(), pb.flatten(), dim=0)
        by_channel = torch.nn.functional.cosine_similarity(pa.flatten(1), pb.flatten(1), dim=1).mean()
        factor = a.shape[1] // side
        na, nb = (block_reduce(x, (1, factor, factor), np.mean) for x in (a, b))
        angle = lambda x, y: 1 - cosine(x.ravel(), y.ravel()) if x.any() and y.any() else 0
        by_scipy = (((na - nb) ** 2).mean(), angle(na, nb), np.mean([angle(x, y) for x, y in zip(na, nb)]))
        peak = b.max() - b.min()
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = 10 * np.log10(peak**2 / by_scipy[0]) if by_scipy[0] else np.inf
        error = (pa - pb).square().mean()
        by_torch = (error, flat, by_channel, 10 * torch.log10((tb.max() - tb.min()).square() / error) if error else np.inf)
        found[side] = [[inputs.number(v) for v in values] for values in (by_torch, (*by_scipy, ratio))]
        if side == 1:
            return found
        side //= 2


cases = []
for index in range(210):
    case = inputs.parameters(index, 14, 40, channels=(1,))
    case["range"] = 1
    image, reference = (x[0] for x in inputs.pair_of(case))
    h, w = reference.shape
    noise = inputs.draws(case["seed"] + 2, h * w).reshape(h, w)
    floor = reference + 0.5 * case["amount"] * (noise - 0.5)
    common = reference + case["amount"] * (0.3 + 0.4 * (index % 2)) * (inputs.draws(case["seed"] + 4, h * w).reshape(h, w) - 0.5)
    # a rectangle, speckled; its corners from the case's own draws
    u = inputs.draws(case["seed"] + 3, 4)
    top, left = int(u[0] * (h - 4)), int(u[1] * (w - 4))
    mask = np.zeros((h, w), bool)
    mask[top : top + 3 + int(u[2] * (h - top - 3)), left : left + 3 + int(u[3] * (w - left - 3))] = True
    mask &= noise < 0.9
    mask[top, left] = True
    mask[0 if top else h - 1, 0 if left else w - 1] = False
    ks = (0.5, 1, 2, 3)[index % 4]
    square = {**case, "channels": 1 + index % 4, "height": 2 ** (index % 6), "width": 2 ** (index % 6)}
    la, lb = inputs.pair_of(square)
    cases.append({
        **case,
        "k": ks,
        "population": rates(image, reference, [floor], ks, 0),
        "sample": [by[0] for by in rates(image, reference, [floor], ks, 1)],
        "both": rates(image, reference, [floor, common], ks, 0),
        "masked": rates(image[mask], reference[mask], [floor[mask]], ks, 0),
        "region": region(image, reference, mask),
        "regionByTorch": region_by_torch(image, reference, mask),
        "means": [[inputs.number(f(x).mean()) for x in (image, reference)] for f in (np.asarray, torch.from_numpy)],
        "latentShape": [square["channels"], square["height"]],
        "latent": latent(la - 0.5, lb - 0.5),
    })

inputs.write("metrics-rates", COVERS, [np, scipy, skimage, torch, torchmetrics], cases, {
    "population, both, masked": "[threshold, hallucinated, lost, their mean magnitudes, their shares of the squared error] by [NumPy, PyTorch]; sample has the thresholds alone; both takes the larger threshold of two floors; masked takes threshold and rates under the mask",
    "region": "[PSNR inside, PSNR outside, SSIM of the full map inside, outside, SSIM inside on the crop with a border of 7]",
    "regionByTorch": "torchmetrics: [PSNR inside, PSNR outside, SSIM of the map inside, outside]; uniform window of 7, population covariance, mirrored edges",
    "means": "of image and reference by [NumPy, PyTorch]",
    "latent": "by side: [MSE, cosine flattened, cosine channel-wise, PSNR with the reference's range as peak] by [PyTorch, NumPy and SciPy over block means]; 0.5 is taken off the inputs; zero vectors: PyTorch gives 0",
})
