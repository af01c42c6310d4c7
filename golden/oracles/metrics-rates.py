"""Hallucination rates, region scores, Bland-Altman points and latent similarity by NumPy, SciPy, scikit-image
and PyTorch; writes metrics-rates.json."""
import numpy as np
import scipy
import skimage
import torch
from scipy.spatial.distance import cosine
from skimage.measure import block_reduce
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

import metrics_inputs as inputs


def rates(sr, hr, ae, k, correction):
    e = np.abs(ae - hr)
    t = torch.from_numpy(e)
    by_numpy = e.mean() + k * e.std(ddof=correction)
    by_torch = t.mean() + k * t.std(correction=correction)
    d = sr - hr
    up, down = d > by_numpy, d < -by_numpy
    mean = lambda mask: inputs.number(np.abs(d[mask]).mean()) if mask.any() else 0
    return [inputs.number(v) for v in (by_numpy, by_torch, up.mean(), down.mean(), mean(up), mean(down))]


def region(image, reference, mask):
    full = structural_similarity(image, reference, data_range=1, full=True)[1]
    ys, xs = np.nonzero(mask)
    box = np.s_[max(ys.min() - 7, 0) : ys.max() + 8, max(xs.min() - 7, 0) : xs.max() + 8]
    part = structural_similarity(image[box], reference[box], data_range=1, full=True)[1]
    psnr = lambda where: peak_signal_noise_ratio(reference[where], image[where], data_range=1)
    with np.errstate(divide="ignore"):
        values = (psnr(mask), psnr(~mask), full[mask].mean(), full[~mask].mean(), part[mask[box]].mean())
    return [inputs.number(v) for v in values]


def latent(a, b):
    found, side = {}, a.shape[1]
    ta, tb = torch.from_numpy(a), torch.from_numpy(b)
    while True:
        pa, pb = (torch.nn.functional.adaptive_avg_pool2d(t, side) for t in (ta, tb))
        flat = torch.nn.functional.cosine_similarity(pa.flatten(), pb.flatten(), dim=0)
        by_channel = torch.nn.functional.cosine_similarity(pa.flatten(1), pb.flatten(1), dim=1).mean()
        factor = a.shape[1] // side
        na, nb = (block_reduce(x, (1, factor, factor), np.mean) for x in (a, b))
        by_scipy = 1 - cosine(na.ravel(), nb.ravel()) if na.any() and nb.any() else 0
        found[side] = [inputs.number(v) for v in ((pa - pb).square().mean(), flat, by_channel, by_scipy)]
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
        "population": rates(image, reference, floor, ks, 0),
        "sample": rates(image, reference, floor, ks, 1)[:2],
        "masked": rates(image[mask], reference[mask], floor[mask], ks, 0),
        "region": region(image, reference, mask),
        "means": [inputs.number(image.mean()), inputs.number(reference.mean())],
        "latentShape": [square["channels"], square["height"]],
        "latent": latent(la - 0.5, lb - 0.5),
    })

inputs.write("metrics-rates", [np, scipy, skimage, torch], cases, {
    "population, sample, masked": "[threshold by NumPy, by PyTorch, hallucinated, lost, their mean magnitudes]; masked takes threshold and rates under the mask",
    "region": "[PSNR inside, PSNR outside, SSIM of the full map inside, outside, SSIM inside on the crop with a border of 7]",
    "latent": "by side: [MSE, cosine flattened by PyTorch, channel-wise, flattened by SciPy over block means]; 0.5 is taken off the inputs; zero vectors: PyTorch gives 0",
})
