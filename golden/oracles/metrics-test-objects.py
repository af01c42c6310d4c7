"""Noise power spectrum and slanted-edge modulation transfer, by NumPy from the equations; writes metrics-test-objects.json."""
import numpy as np

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "nps": {"numpy": "nps"},
        "mtf": {"numpy": "mtf"}
    }
}


def nps(image, detrend):
    h, w = image.shape
    y, x = np.indices(image.shape)
    terms = [x * 0 + 1] if detrend == "mean" else [x * 0 + 1, x, y, x * x, x * y, y * y]
    surface = np.stack([t.ravel() / max(1, t.max()) for t in terms], axis=1)
    noise = image - (surface @ np.linalg.lstsq(surface, image.ravel(), rcond=None)[0]).reshape(h, w)
    density = np.abs(np.fft.fft2(noise)) ** 2 / (h * w)
    radius = np.hypot(*np.meshgrid(np.fft.fftfreq(h), np.fft.fftfreq(w), indexing="ij"))
    edges = np.linspace(0, 0.5, 9)
    ring = np.searchsorted(edges, radius, side="right") - 1
    ring[radius == 0.5] = 7
    rings = [density[ring == r].mean() for r in range(8)]
    return [density.mean(), 2 * np.sum(density * radius) / density.sum(), *rings]


def edge(h, w, at, slope, low, high):
    """A step seen by pixels of side 1, each as the mean of nine points across; lies at x = at + slope y."""
    y, x = np.indices((h, w)).astype(float)
    points = [(x + (i - 4) / 9 - at - slope * y > 0) for i in range(9)]
    return low + (high - low) * np.mean(points, axis=0)


def line(image):
    rows = np.arange(image.shape[0])
    d = np.diff(image, axis=1)
    centroid = (d * (np.arange(d.shape[1]) + 0.5)).sum(axis=1) / d.sum(axis=1)
    slope, at = np.polyfit(rows, centroid, 1)
    return at, slope


def spread(image, at, slope, reach):
    y, x = np.indices(image.shape)
    bins = np.floor(((x - at - slope * y) / np.sqrt(1 + slope**2) + reach) * 4).astype(int)
    return np.array([image[bins == b].mean() for b in range(8 * reach)])


def transfer(esf, reach):
    lsf = np.diff(esf)
    d = np.arange(1, len(esf)) / 4 - reach
    lsf = lsf * (0.5 + 0.5 * np.cos(np.pi * d / reach))
    f = np.linspace(0, 0.5, 65)
    return np.abs(np.exp(-2j * np.pi * np.outer(f, d)) @ lsf) / np.sinc(f / 4) ** 2


def below(curve, level):
    under = np.flatnonzero(curve < level)
    if len(under) == 0:
        return 1.0
    i = under[0]
    return float(np.interp(-level, [-curve[i - 1], -curve[i]], [i - 1, i]) / 64)


def mtf(image, reference, reach, of):
    at, slope = line(reference)
    esf, before = (spread(each, at, slope, reach) for each in (image, reference))
    curve, ideal = (t / t[0] for t in (transfer(esf, reach), transfer(before, reach)))
    if of == "reference":
        curve = curve / ideal
    quarter = len(esf) // 4
    (left, right), (l0, r0) = ((e[:quarter].mean(), e[-quarter:].mean()) for e in (esf, before))
    low, high = sorted((left, right))
    over = max(esf.max() - high, low - esf.min()) / abs(r0 - l0)
    return [below(curve, 0.5), below(curve, 0.1), over, (right - left) / (r0 - l0), *curve[8::8]]


def blurred(image, times):
    for _ in range(times):
        image = np.pad(image, 1, mode="edge")
        image = (image[1:-1, :-2] + 2 * image[1:-1, 1:-1] + image[1:-1, 2:]) / 4
    return image


cases = []
for index in range(210):
    case = inputs.parameters(index, 20, 48, channels=(1,))
    u = inputs.draws(40000 + index, 8)
    shape = (case["height"], case["width"])
    image = inputs.draws(case["seed"], shape[0] * shape[1]).reshape(shape)
    detrend = ("mean", "quadratic")[index % 2]
    side, reach = 48, (8, 12, 16)[index % 3]
    at, slope = 23 + 2 * u[0] - 24 * (s := (0.05 + 0.1 * u[1]) * (1, -1)[index // 2 % 2]), s
    low, high = (0.2 + 0.1 * u[2], 0.5 + 0.4 * u[3])[:: (1, -1)[index // 4 % 2]]
    reference = edge(side, side, at, slope, low, high)
    noise = 0.02 * (inputs.draws(case["seed"] + 2, side * side).reshape(side, side) - 0.5)
    times = index // 3 % 5
    seen = blurred(reference, times) + noise * (index % 4 > 0)
    of = ("reference", "step")[index // 5 % 2]
    cases.append({
        "seed": case["seed"], "height": shape[0], "width": shape[1], "detrend": detrend,
        "edge": {"at": at, "slope": slope, "low": low, "high": high, "times": times, "noisy": index % 4 > 0},
        "reach": reach, "from": of,
        "nps": [float(v) for v in nps(image, detrend)],
        "mtf": [float(v) for v in mtf(seen, reference, reach, of)],
    })

inputs.write("metrics-test-objects", COVERS, [np], cases, {
    "nps": "[variance, mean frequency, 8 rings] of draws of `seed` [height, width], less the mean or the nearest quadratic surface",
    "mtf": "[half, tenth, overshoot, contrast, transfer at 8 eighths of Nyquist] of an edge of 48 x 48 pixels, each the mean of nine points across, blurred along rows by (1, 2, 1) / 4 so many times, with noise of draws of `seed` + 2 where noisy",
})
