"""Haar subbands of up to three levels by PyWavelets and by PyTorch's convolution; writes metrics-subbands.json."""
import numpy as np
import pywt
import torch

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "subband-psnr": {"pywt": "psnr", "torch": "psnr"},
        "subband-energy": {"pywt": "energy", "torch": "energy"}
    }
}


def bands(plane, levels):
    ll, *details = pywt.wavedec2(plane, "haar", mode="symmetric", level=levels)
    named = {f"LL{levels}": ll}
    for level, triple in zip(range(levels, 0, -1), details):
        named.update({f"{name}{level}": band for name, band in zip(("LH", "HL", "HH"), triple)})
    return named


def bands_by_convolution(plane, levels):
    kernels = torch.tensor([[[1, 1], [1, 1]], [[1, 1], [-1, -1]], [[1, -1], [1, -1]], [[1, -1], [-1, 1]]]).double()
    kernels = kernels[:, None] / 2
    ll, named = torch.from_numpy(plane)[None, None], {}
    for level in range(1, levels + 1):
        odd = (0, ll.shape[3] % 2, 0, ll.shape[2] % 2)
        wide = torch.nn.functional.pad(ll, odd, mode="replicate")
        four = torch.nn.functional.conv2d(wide, kernels, stride=2)[0]
        ll = four[None, :1]
        named = {f"{name}{level}": band.numpy() for name, band in zip(("LH", "HL", "HH"), four[1:])} | named
    return {f"LL{levels}": ll[0, 0].numpy(), **named}


def psnr(a, b):
    mse = np.mean((a - b) ** 2)
    if mse < 1e-12:
        return 100.0
    peak = np.abs(b).max()
    # a band that is empty but for rounding has no peak that two programs could agree on
    return None if peak < 1e-12 else inputs.number(10 * np.log10(peak**2 / mse))


cases = []
for index in range(210):
    case = inputs.parameters(index, 8, 41, channels=(1,))
    case["range"] = 1
    image, reference = (x[0] for x in inputs.pair_of(case))
    levels = 1 + index % 3
    programs = [(f(image, levels), f(reference, levels)) for f in (bands, bands_by_convolution)]
    assert all(list(a) == list(programs[0][0]) for a, _ in programs)
    cases.append({
        **case,
        "levels": levels,
        "energy": [[inputs.number((a[name] ** 2).sum()) for name in a] for a, _ in programs],
        "psnr": [[psnr(a[name], b[name]) for name in a] for a, b in programs],
    })

inputs.write("metrics-subbands", COVERS, [np, pywt, torch], cases, {
    "order": "LLn, then LH, HL, HH (PyWavelets' cH, cV, cD) from the coarsest level to the finest",
    "energy, psnr": "[PyWavelets, PyTorch], band by band",
    "energy": "sum of squares of the image's coefficients",
    "psnr": "peak = largest absolute coefficient of the reference; 100 dB where MSE < 1e-12; null where the reference's band is empty",
})
