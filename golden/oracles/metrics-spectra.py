"""Radial spectra by NumPy's, SciPy's and PyTorch's transforms; writes metrics-spectra.json."""
import numpy as np
import scipy
import scipy.fft
import scipy.signal
import scipy.stats
import torch

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "power-spectrum": {"numpy": "inclusive", "scipy": "scipy"},
        "isotropic-spectrum": {"scipy": "isotropic", "torch": "isotropic"},
        "log-power-distance": {"numpy": "distance", "scipy": "distance"}
    }
}


def released(plane, last_edge):
    power = np.abs(np.fft.fftshift(np.fft.fft2(plane))) ** 2
    h, w = plane.shape
    y, x = np.indices(plane.shape)
    r = np.sqrt((y - h // 2) ** 2 + (x - w // 2) ** 2)
    edges = np.linspace(0, r.max(), 11)
    logs = np.log10(power + 1e-12)
    inside = [(r >= low) & (r < high) for low, high in zip(edges, edges[1:])]
    if last_edge == "inclusive":
        inside[-1] |= r == edges[-1]
    return [logs[mask].mean() for mask in inside]


def released_by_scipy(plane):
    logs = np.log10(np.abs(scipy.fft.fft2(plane)) ** 2 + 1e-12)
    h, w = plane.shape
    y, x = np.meshgrid(np.fft.fftfreq(h, 1 / h), np.fft.fftfreq(w, 1 / w), indexing="ij")
    r = np.sqrt(np.rint(y) ** 2 + np.rint(x) ** 2)
    return scipy.stats.binned_statistic(r.ravel(), logs.ravel(), "mean", bins=10, range=(0, r.max())).statistic


def isotropic(plane, bins):
    return [list(map(inputs.number, f(plane, bins))) for f in (isotropic_by_scipy, isotropic_by_torch)]


def isotropic_by_scipy(plane, bins):
    h, w = plane.shape
    window = np.outer(scipy.signal.windows.hann(h, sym=False), scipy.signal.windows.hann(w, sym=False))
    density = np.abs(scipy.fft.fft2((plane - plane.mean()) * window)) ** 2 / (window**2).sum()
    r = np.hypot(*np.meshgrid(np.fft.fftfreq(h), np.fft.fftfreq(w), indexing="ij"))
    edges = np.linspace(0, 0.5, bins + 1)
    ring = np.digitize(r, edges) - 1
    ring[r == 0.5] = bins - 1
    return [np.log10(density[ring == k].mean() + 1e-12) for k in range(bins)]


def isotropic_by_torch(plane, bins):
    x = torch.from_numpy(plane)
    h, w = x.shape
    one = {"periodic": True, "dtype": torch.float64}
    window = torch.outer(torch.hann_window(h, **one), torch.hann_window(w, **one))
    density = torch.fft.fft2((x - x.mean()) * window).abs().square() / window.square().sum()
    fy, fx = (torch.fft.fftfreq(n, dtype=torch.float64) for n in (h, w))
    r = torch.hypot(*torch.meshgrid(fy, fx, indexing="ij"))
    edges = torch.from_numpy(np.linspace(0, 0.5, bins + 1))  # PyTorch's own are rounded otherwise
    ring = torch.where(r == 0.5, bins, torch.bucketize(r, edges, right=True)) - 1
    return [torch.log10(density[ring == k].mean() + 1e-12) for k in range(bins)]


cases = []
for index in range(210):
    # sides with large prime factors among them: 37, 41, 43, 47, 53, 59, 61
    case = inputs.parameters(index, 24, 64, channels=(1,))
    case["range"] = 1
    image, reference = (x[0] for x in inputs.pair_of(case))
    inclusive = released(image, "inclusive")
    by_scipy = released_by_scipy(image)
    differences = [
        np.subtract(inclusive, released(reference, "inclusive")),
        np.subtract(by_scipy, released_by_scipy(reference)),
    ]
    cases.append({
        **case,
        "inclusive": [inputs.number(v) for v in inclusive],
        "exclusive": inputs.number(released(image, "exclusive")[-1]),
        "scipy": [inputs.number(v) for v in by_scipy],
        "isotropic": isotropic(image, 6),
        "distance": [inputs.number(np.sqrt(np.mean(d**2))) for d in differences],
    })

inputs.write("metrics-spectra", COVERS, [np, scipy, torch], cases, {
    "inclusive, exclusive": "whether the last of the 10 bins holds the farthest corner; exclusive gives that bin alone",
    "isotropic": "[SciPy, PyTorch]: 6 rings up to 0.5 cycles per pixel, periodic Hann window, mean taken off, density |F|^2 / sum(w^2)",
    "distance": "[NumPy, SciPy]: root mean square over the 10 bins of image minus reference",
})
