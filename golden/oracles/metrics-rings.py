"""Fourier ring correlation, whole and by patches, by NumPy from the equations; writes metrics-rings.json."""
import numpy as np

import metrics_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "frc": {"numpy": "frc"},
        "sfrc": {"numpy": "sfrc"}
    }
}


def hann(n):
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n) / n)


def curve(a, b):
    h, w = a.shape
    n = min(h, w)
    window = np.outer(hann(h), hann(w))
    fa, fb = (np.fft.fft2((x - x.mean()) * window) for x in (a, b))
    ky = np.minimum(np.arange(h), h - np.arange(h)) * n / h
    kx = np.minimum(np.arange(w), w - np.arange(w)) * n / w
    ring = np.floor(np.sqrt(ky[:, None] ** 2 + kx[None] ** 2) + 0.5).astype(int)
    values, counts = [1.0], [np.sum(ring == 0)]
    for r in range(1, n // 2 + 1):
        inside = ring == r
        pa, pb = (np.sum(np.abs(f[inside]) ** 2) for f in (fa, fb))
        heard = [p / inside.sum() > 1e-24 * h * w * np.sum(x**2) for p, x in ((pa, a), (pb, b))]
        counts.append(inside.sum())
        if all(heard):
            values.append(np.real(np.sum(fa[inside] * np.conj(fb[inside]))) / np.sqrt(pa * pb))
        else:
            values.append(0.0 if any(heard) else 1.0)
    return np.array(values), np.sqrt(np.array(counts)), n


def resolved(a, b, threshold):
    values, root, n = curve(a, b)
    if threshold == "half-bit":
        threshold = (0.2071 + 1.9102 / root) / (1.2071 + 0.9102 / root)
    margin = values - threshold
    below = [r for r in range(1, len(margin)) if margin[r] < 0]
    if not below:
        return 1.0
    r = below[0]
    return float(np.interp(0, [margin[r], margin[r - 1]], [r, r - 1]) / (n / 2))


def scanned(a, b, size, stride, threshold, bound):
    h, w = a.shape
    tops, lefts = (sorted({*range(0, side - size, stride), side - size}) for side in (h, w))
    found = [resolved(a[y : y + size, x : x + size], b[y : y + size, x : x + size], threshold) for y in tops for x in lefts]
    return [float(np.mean(np.array(found) < bound)), min(found), float(np.mean(found))]


cases = []
for index in range(220):
    case = inputs.parameters(index, 16, 40, channels=(1,))
    if case["relation"] == "noise":
        case["amount"] = (0.3, 1, 3)[index % 3]  # or every ring is resolved
    image, reference = (x[0] for x in inputs.pair_of(case))
    threshold = (0.143, 0.5, "half-bit")[index // 2 % 3]
    cases.append({
        **case,
        "threshold": threshold,
        "frc": [resolved(image, reference, 0.143), resolved(image, reference, "half-bit")],
        "sfrc": scanned(image, reference, (16, 13)[index % 2], 7, threshold, 0.5),
        "patch": (16, 13)[index % 2],
    })

inputs.write("metrics-rings", COVERS, [np], cases, {
    "frc": "share of Nyquist's frequency at which the curve first falls below 0.143, and below half-bit: periodic Hann window, means taken off, radius in units of 1 / min(H, W) rounded to the ring, straight line to the crossing",
    "sfrc": "[share of patches that fall below `threshold` before 0.5, least, mean]: patches of `patch` pixels every 7, and those that end with the image",
})
