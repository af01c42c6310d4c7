"""Radial spectra by NumPy's and SciPy's transforms; writes metrics-spectra.json."""
import numpy as np
import scipy
import scipy.fft
import scipy.signal
import scipy.stats

import metrics_inputs as inputs


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
    h, w = plane.shape
    window = np.outer(scipy.signal.windows.hann(h, sym=False), scipy.signal.windows.hann(w, sym=False))
    density = np.abs(scipy.fft.fft2((plane - plane.mean()) * window)) ** 2 / (window**2).sum()
    r = np.hypot(*np.meshgrid(np.fft.fftfreq(h), np.fft.fftfreq(w), indexing="ij"))
    edges = np.linspace(0, 0.5, bins + 1)
    ring = np.digitize(r, edges) - 1
    ring[r == 0.5] = bins - 1
    return [np.log10(density[ring == k].mean() + 1e-12) for k in range(bins)]


cases = []
for index in range(210):
    # sides with large prime factors among them: 37, 41, 43, 47, 53, 59, 61
    case = inputs.parameters(index, 24, 64, channels=(1,))
    case["range"] = 1
    image, reference = (x[0] for x in inputs.pair_of(case))
    inclusive = released(image, "inclusive")
    differences = np.subtract(inclusive, released(reference, "inclusive"))
    cases.append({
        **case,
        "inclusive": [inputs.number(v) for v in inclusive],
        "exclusive": inputs.number(released(image, "exclusive")[-1]),
        "scipy": [inputs.number(v) for v in released_by_scipy(image)] if index % 2 == 0 else None,
        "isotropic": [inputs.number(v) for v in isotropic(image, 6)],
        "distance": inputs.number(np.sqrt(np.mean(differences**2))),
    })

inputs.write("metrics-spectra", [np, scipy], cases, {
    "inclusive, exclusive": "whether the last of the 10 bins holds the farthest corner; exclusive gives that bin alone",
    "isotropic": "6 rings up to 0.5 cycles per pixel, periodic Hann window, mean taken off, density |F|^2 / sum(w^2)",
    "distance": "root mean square over the 10 bins of image minus reference",
})
