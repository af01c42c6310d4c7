"""Inputs of the metric oracles, made by whole-number arithmetic so that another language makes the same bits.

Generator: s <- (1664525 s + 1013904223) mod 2^32, started at s = seed; each draw is floor(s / 2^8) / 2^24.
A reference image [C, H, W] is filled in index order from the generator started at `seed`:
  noise   one draw a value              bytes   floor(256 draw) / 255
  binary  0 where draw < 0.5, else 1    flat    one draw for all values
  blocks  one draw for every 8x8 block  ramp    ((3 x + 5 y + 7 c) mod 256) / 255
The image is made of it: equal; invert 1 - r; shift r + amount; scale r * amount; or noise
r + amount * (draw - 0.5) with the generator started at `seed + 1`. Both are then multiplied by `range`.
"""
import json
import pathlib
import platform

import numpy as np


def draws(seed, n):
    multipliers = np.cumprod(np.full(n, 1664525, dtype=np.uint32), dtype=np.uint32)
    before = np.concatenate([np.ones(1, np.uint32), multipliers[:-1]])
    increments = np.cumsum(before, dtype=np.uint32) * np.uint32(1013904223)
    return ((multipliers * np.uint32(seed) + increments) >> np.uint32(8)).astype(np.float64) / 2**24


def reference_of(case):
    c, h, w, seed = case["channels"], case["height"], case["width"], case["seed"]
    kind = case["kind"]
    if kind == "flat":
        return np.full((c, h, w), draws(seed, 1)[0])
    if kind == "ramp":
        z, y, x = np.indices((c, h, w))
        return ((3 * x + 5 * y + 7 * z) % 256) / 255
    if kind == "blocks":
        bh, bw = -(-h // 8), -(-w // 8)
        blocks = draws(seed, c * bh * bw).reshape(c, bh, bw)
        return blocks.repeat(8, axis=1).repeat(8, axis=2)[:, :h, :w].copy()
    u = draws(seed, c * h * w).reshape(c, h, w)
    if kind == "bytes":
        return np.floor(256 * u) / 255
    return (u >= 0.5).astype(np.float64) if kind == "binary" else u


def pair_of(case):
    r = reference_of(case)
    amount = case["amount"]
    image = {
        "equal": lambda: r.copy(),
        "invert": lambda: 1 - r,
        "shift": lambda: r + amount,
        "scale": lambda: r * amount,
        "noise": lambda: r + amount * (draws(case["seed"] + 1, r.size).reshape(r.shape) - 0.5),
    }[case["relation"]]()
    return image * case["range"], r * case["range"]


def parameters(index, smallest, largest, channels=(1, 3)):
    """The parameters of case number `index`, sides between the two given sizes."""
    u = draws(1000 + index, 8)
    side = lambda v: smallest + int(v * (largest - smallest + 1))
    return {
        "seed": 7919 * (index + 1),
        "channels": channels[int(u[0] * len(channels))],
        "height": side(u[1]),
        "width": side(u[2]),
        "kind": ("noise", "bytes", "blocks", "ramp", "binary", "flat")[index % 6],
        "relation": ("noise", "noise", "noise", "shift", "scale", "invert", "equal")[index % 7],
        "amount": round(float(10 ** (-4 * u[3])), 6),
        "range": (1, 1, 1, 255, 0.001)[index % 5],
    }


def number(value):
    value = float(value)
    return value if np.isfinite(value) else str(value).replace("inf", "Infinity")


def write(topic, covers, modules, cases, conventions):
    document = {
        "inputs": "golden/oracles/metrics_inputs.py",
        "versions": {"python": platform.python_version(), **{m.__name__: m.__version__ for m in modules}},
        "covers": covers,
        "conventions": conventions,
        "cases": cases,
    }
    path = pathlib.Path(__file__).with_name(f"{topic}.json")
    lines = ",\n  ".join(json.dumps(case) for case in document.pop("cases"))
    head = json.dumps(document, indent=1)[:-2]
    path.write_text(f'{head},\n "cases": [\n  {lines}\n ]\n}}\n')
    print(path.name, len(cases), "cases,", path.stat().st_size, "bytes")
