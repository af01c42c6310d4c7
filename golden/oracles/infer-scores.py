"""Means of scores under the conventions that `latent-sr infer` searches, by NumPy, SciPy,
scikit-image, PyTorch, torchmetrics and Pillow; nothing of ours is called.

    python infer-scores.py

Images are those of `metrics_inputs.draws`: a reference is (ramp + 2 u) / 3 of image k started at 100 k + 1, scaled by
1 - k / 20; the scored image adds 0.3 (v - 0.5), v started at 100 k + 2; a reconstruction 0.1 (w - 0.5), w at 100 k + 3.
In the set `bytes` all are clipped and rounded to 8 bits, and the third equals its reference.
"""

import json
import pathlib
import platform

import numpy as np
import PIL
import scipy
import skimage
import torch
import torchmetrics
from metrics_inputs import draws
from PIL import Image
from scipy import ndimage
from skimage.metrics import structural_similarity
from torchmetrics.functional.image import multiscale_structural_similarity_index_measure

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "choices": {
        "images": {"numpy": "psnr"},
        "reference": {"numpy": "psnr"},
        "scale": {"numpy": "psnr"},
        "resize": {"pillow": "psnr", "torch": "psnr"},
        "order": {"numpy": "psnr"},
        "values": {"numpy": "psnr"},
        "channels": {"numpy": "psnr"},
        "crop": {"numpy": "psnr", "skimage": "ssim"},
        "peak": {"numpy": "psnr", "skimage": "ssim"},
        "average": {"numpy": "psnr"},
        "zeroError": {"numpy": "psnr"},
        "window": {"skimage": "ssim"},
        "sigma": {"scipy": "ssim"},
        "covariance": {"skimage": "ssim"},
        "boundary": {"skimage": "ssim"},
        "scales": {"torchmetrics": "msSsim"}
    }
}

SUBJECTS = ["a", "a", "b", "b", "b"]
PLAIN = {
    "images": "5", "reference": "image", "scale": "as-is", "resize": "none", "order": "scale-first", "values": "as-is",
    "channels": "all", "crop": "0",
}
OWN = {
    "psnr": {"peak": "1", "average": "images", "zeroError": "infinity"},
    "ssim": {"window": "gaussian-11", "sigma": "1.5", "covariance": "own", "boundary": "crop", "peak": "1", "average": "images"},
    "ms-ssim": {"window": "gaussian-11", "sigma": "1.5", "covariance": "own", "scales": "5", "peak": "1", "average": "images"},
}
SETS = {
    "floats": {"channels": 1, "height": 40, "width": 36, "bytes": False},
    "colours": {"channels": 3, "height": 28, "width": 33, "bytes": False},
    "bytes": {"channels": 1, "height": 30, "width": 30, "bytes": True},
    "large": {"channels": 1, "height": 192, "width": 184, "bytes": False},
}


def images_of(name):
    c, h, w, as_bytes = (SETS[name][key] for key in ("channels", "height", "width", "bytes"))
    found = []
    for k in range(5):
        z, y, x = np.indices((c, h, w))
        noise = lambda j: draws(100 * k + j, c * h * w).reshape(c, h, w)
        hr = (((3 * x + 5 * y + 7 * z) % 256) / 255 + 2 * noise(1)) / 3 * (1 - k / 20)
        sr = hr + 0.3 * (noise(2) - 0.5)
        ae = hr + 0.1 * (noise(3) - 0.5)
        if as_bytes:
            hr, sr, ae = (np.floor(np.clip(i, 0, 1) * 255 + 0.5) / 255 for i in (hr, sr, ae))
            if k == 2:
                sr = hr
        found.append((sr, hr, ae))
    return found


def min_max(image, low, high):
    return np.clip((image - low) / (high - low), 0, 1)


def resized(image, how):
    side, kernel = how.split("-", 1)
    side = int(side)
    if kernel == "bilinear-aliased":
        out = torch.nn.functional.interpolate(torch.from_numpy(image)[None], (side, side), mode="bilinear", align_corners=False)
        return out[0].numpy()
    method = Image.Resampling[kernel.upper()]
    return np.stack([np.asarray(Image.fromarray(p.astype(np.float32)).resize((side, side), method)) for p in image]).astype(float)


def views(name, conv):
    """The pairs as the metric sees them, with the extremes of the subjects' references."""
    all_images = images_of(name)
    ends = {}
    for s in set(SUBJECTS):
        own = [i for i, t in zip(all_images, SUBJECTS) if t == s]
        ends[s] = [(min(i[j].min() for i in own), max(i[j].max() for i in own)) for j in (0, 1)]
    seen = []
    for (sr, hr, ae), subject in list(zip(all_images, SUBJECTS))[: int(conv["images"])]:
        pair = [sr, ae if conv["reference"] == "reconstruction" else hr]

        def scale(pair):
            own = [(i.min(), i.max()) for i in pair]
            how = {"as-is": None, "minmax": own, "minmax-reference": [own[1]] * 2, "minmax-volume": ends[subject]}[conv["scale"]]
            return pair if how is None else [min_max(i, *e) for i, e in zip(pair, how)]

        if conv["order"] == "scale-first":
            pair = scale(pair)
        if conv["resize"] != "none":
            pair = [resized(i, conv["resize"]) for i in pair]
        if conv["order"] == "resize-first":
            pair = scale(pair)
        if conv["values"] != "as-is":
            pair = [np.clip(i, 0, 1) for i in pair]
        if conv["values"] == "round":
            pair = [np.floor(i * 255 + 0.5) / 255 for i in pair]
        if conv["values"] == "truncate":
            pair = [(i * 255).astype(np.uint8) / 255 for i in pair]
        if conv["channels"] == "grey":
            pair = [i.mean(axis=0, keepdims=True) for i in pair]
        if conv["channels"] == "y":
            pair = [(np.tensordot([65.481, 128.553, 24.966], np.broadcast_to(i, (3, *i.shape[1:])), 1)[None] + 16) / 255 for i in pair]
        b = int(conv["crop"])
        a, r = (i[:, b : i.shape[1] - b, b : i.shape[2] - b] for i in pair)
        seen.append((a, r, subject, ends[subject][1]))
    return seen


def peaks(conv, r, volume):
    return {
        "1": (1, False), "255": (255, False), "2": (2, False), "signed-1": (1, True), "signed-2": (2, True),
        "maximum": (r.max(), False), "range": (r.max() - r.min(), False),
        "maximum-volume": (volume[1], False), "range-volume": (volume[1] - volume[0], False),
    }[conv["peak"]]


def psnr(name, conv):
    def of(group):
        errors, r, volume = [], None, None
        for a, r, _, volume in group:
            peak, signed = peaks(conv, r, volume)
            errors.append(((2 * a - 1 - (2 * r - 1)) if signed else a - r).ravel() ** 2)
        mse = np.concatenate(errors).mean()
        if mse == 0:
            return {"infinity": np.inf, "left-out": None}.get(conv["zeroError"], conv["zeroError"])
        return 10 * np.log10(peak**2 / mse)

    seen = views(name, conv)
    groups = {
        "images": [[one] for one in seen],
        "pooled": [seen],
        "volumes": [[one for one in seen if one[2] == s] for s in sorted({one[2] for one in seen})],
    }[conv["average"]]
    scores = [float(score) for score in map(of, groups) if score is not None]
    return float(np.mean(scores))


def mean_of(conv, scores):
    if conv["average"] == "images":
        return float(np.mean([score for score, _ in scores]))
    return float(np.mean([np.mean([v for v, t in scores if t == s]) for s in sorted({t for _, t in scores})]))


def gaussian_map(p, q, sigma, radius, peak, sample):
    """Wang et al. (2004), equation 13, with SciPy's filter: scikit-image has no other radius than that of 3.5 sigma."""
    mean = lambda i: ndimage.gaussian_filter(i, sigma, truncate=radius / sigma, mode="reflect")
    n = (2 * radius + 1) ** 2
    unbias = n / (n - 1) if sample else 1
    mp, mq = mean(p), mean(q)
    vp, vq, cov = (unbias * (mean(i * j) - mi * mj) for i, j, mi, mj in ((p, p, mp, mp), (q, q, mq, mq), (p, q, mp, mq)))
    c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
    return (2 * mp * mq + c1) * (2 * cov + c2) / ((mp**2 + mq**2 + c1) * (vp + vq + c2))


def ssim(name, conv):
    kind, size = conv["window"].split("-")
    radius = (int(size) - 1) // 2
    scores = []
    for a, r, subject, volume in views(name, conv):
        peak, signed = peaks(conv, r, volume)
        if signed:
            a, r = 2 * a - 1, 2 * r - 1
        sigma = float(conv["sigma"])
        sample = conv["covariance"] == "sample" or (conv["covariance"] == "own" and kind == "uniform")
        if kind == "uniform":
            full_map = lambda p, q: structural_similarity(p, q, full=True, data_range=peak, use_sample_covariance=sample, win_size=int(size))[1]
        elif radius == int(3.5 * sigma + 0.5):
            full_map = lambda p, q: structural_similarity(p, q, full=True, data_range=peak, use_sample_covariance=sample, gaussian_weights=True, sigma=sigma)[1]
        else:
            full_map = lambda p, q: gaussian_map(p, q, sigma, radius, peak, sample)
        values = []
        for p, q in zip(a, r):
            if conv["boundary"] == "mirror":
                p, q = (np.pad(i, radius, mode="reflect") for i in (p, q))
            full = full_map(p, q)
            inside = full[radius : full.shape[0] - radius, radius : full.shape[1] - radius]
            values.append(full.mean() if conv["boundary"] == "symmetric" else inside.mean())
        scores.append((np.mean(values), subject))
    return mean_of(conv, scores)


def ms_ssim(name, conv):
    scores = []
    for a, r, subject, volume in views(name, conv):
        peak, _ = peaks(conv, r, volume)
        ta, tr = (torch.from_numpy(i.copy())[None] for i in (a, r))
        kind, size = conv["window"].split("-")
        # Its Gaussian kernel has int(3.5 sigma + 0.5) pixels to each side.
        value = multiscale_structural_similarity_index_measure(ta, tr, data_range=float(peak), sigma=float(conv["sigma"]), normalize="relu")
        scores.append((float(value), subject))
    return mean_of(conv, scores)


def departures(metric, name):
    """One choice at a time, then pairs and triples of them in a fixed shuffle."""
    levels = {
        "images": ["3"], "reference": ["reconstruction"], "scale": ["minmax", "minmax-reference", "minmax-volume"],
        "resize": ["256-bilinear", "256-bilinear-aliased", "256-bicubic", "256-box"],
        "order": ["resize-first"], "values": ["clip", "round", "truncate"], "channels": ["y", "grey"], "crop": ["1", "3", "4", "8"],
        "average": ["pooled", "volumes"], "zeroError": ["80", "100", "left-out"],
        "peak": ["255", "2", "signed-1", "signed-2", "maximum", "range", "maximum-volume", "range-volume"],
        "window": ["uniform-7", "uniform-11", "gaussian-7"], "sigma": ["0.5", "1", "2"], "covariance": ["population", "sample"],
        "boundary": ["mirror", "symmetric"], "scales": [],
    }
    if metric == "ms-ssim":
        return [{}, {"crop": "1"}, {"peak": "maximum"}, {"peak": "2"}, {"average": "volumes"}, {"scale": "minmax"}, {"channels": "y"}, {"images": "3"}, {"values": "clip"}]
    if name == "colours":
        levels["resize"] = levels["resize"][:1]
    names = list(PLAIN | OWN[metric])
    one = [{n: l} for n in names for l in levels[n]]
    several = []
    u = iter(draws(len(metric) * 31 + len(name), 20000))
    for size in (2,) * 20 + (3,) * 30:
        picked = {}
        while len(picked) < size:
            n = names[int(next(u) * len(names))]
            if levels[n]:
                picked[n] = levels[n][int(next(u) * len(levels[n]))]
        several.append(picked)
    return [d for d in [{}, *one, *several] if possible(metric, PLAIN | OWN[metric] | d)]


def possible(metric, conv):
    own = conv["peak"] in ("maximum", "range")
    volume = conv["peak"].endswith("-volume")
    if conv["resize"] != "none" and conv["scale"] == "minmax-volume" and conv["order"] == "resize-first":
        return False
    # A subject's extremes are those of its true images as they are.
    if conv["scale"] == "minmax-volume" and conv["reference"] != "image":
        return False
    if metric != "psnr":
        return conv["average"] != "pooled" and not (conv["crop"] == "8" and conv["resize"] == "none")
    if conv["peak"] == "signed-2":
        return False
    return conv["average"] == "images" or not (own or volume) or (conv["average"] == "volumes" and volume)


def number(value):
    return value if np.isfinite(value) else str(value).replace("inf", "Infinity")


scorers = {"psnr": psnr, "ssim": ssim, "ms-ssim": ms_ssim}
parts = {"psnr": [], "ssim": [], "msSsim": []}
for metric, names in {"psnr": ["floats", "colours", "bytes"], "ssim": ["floats", "colours"], "ms-ssim": ["large"]}.items():
    for name in names:
        for d in departures(metric, name):
            value = scorers[metric](name, PLAIN | OWN[metric] | d)
            parts["msSsim" if metric == "ms-ssim" else metric].append([name, d, number(value)])

document = {
    "versions": {
        "python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "skimage": skimage.__version__,
        "torch": torch.__version__, "torchmetrics": torchmetrics.__version__, "pillow": PIL.__version__,
    },
    "covers": COVERS,
    "subjects": SUBJECTS,
    "sets": SETS,
}
path = pathlib.Path(__file__).with_suffix(".json")
rows = {part: "[\n  " + ",\n  ".join(json.dumps(row) for row in values) + "\n ]" for part, values in parts.items()}
body = ",\n ".join(f'"{part}": {text}' for part, text in rows.items())
path.write_text(json.dumps(document, indent=1)[:-2] + ",\n " + body + "\n}\n")
print(path.name, {part: len(values) for part, values in parts.items()}, path.stat().st_size, "bytes")
