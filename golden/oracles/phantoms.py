"""Summary statistics of the phantoms' Python prototype; writes phantoms.json.

    python phantoms.py PROTOTYPE.py

The prototype is a module whose `make(name, n, seed)` gives `n` images `[n, 64, 64]` in [-1, 1]; it is not part of
this repository, and none of its pixels are: other random streams draw other subjects, so only what does not hang
on a single subject is held.
"""
import importlib.util
import json
import pathlib
import platform
import sys

import numpy as np
import scipy

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "phantoms": {
        "knee": {"numpy": "anatomies"},
        "brain": {"numpy": "anatomies"},
        "chest": {"numpy": "anatomies"},
        "dead-leaves": {"numpy": "anatomies"}
    }
}

names = {"knee": "knee", "brain": "brain", "chest": "chest", "dead-leaves": "nat"}
n, seed = 400, 1


def slope(plane):
    """Slope of log power against log frequency over 15 rings of equal width from 1.5/64 to 1/2 cycles a pixel."""
    side = len(plane)
    power = np.abs(np.fft.fft2(plane)) ** 2
    frequency = np.fft.fftfreq(side)
    radius = np.hypot(frequency[:, None], frequency[None, :])
    edges = np.linspace(1.5 / 64, 0.5, 16)
    rings = [(radius >= low) & (radius < high) for low, high in zip(edges, edges[1:])]
    x = [np.log(radius[ring].mean()) for ring in rings]
    return np.polyfit(x, [np.log(power[ring].mean()) for ring in rings], 1)[0]


statistics = {
    "mean": lambda plane: plane.mean(),
    "deviation": lambda plane: plane.std(),
    "gradientEnergy": lambda plane: (np.diff(plane, axis=0) ** 2).mean() + (np.diff(plane, axis=1) ** 2).mean(),
    "powerSlope": slope,
}

spec = importlib.util.spec_from_file_location("prototype", sys.argv[1])
prototype = importlib.util.module_from_spec(spec)
spec.loader.exec_module(prototype)
document = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    "covers": COVERS,
    "n": n,
    "seed": seed,
    "anatomies": {},
}
for anatomy, name in names.items():
    images = (prototype.make(name, n, seed).astype(float) + 1) / 2
    document["anatomies"][anatomy] = {
        key: {"mean": float(np.mean(values)), "deviation": float(np.std(values, ddof=1))}
        for key, values in ((key, [f(plane) for plane in images]) for key, f in statistics.items())
    }
path = pathlib.Path(__file__).with_name("phantoms.json")
path.write_text(json.dumps(document, indent=1) + "\n")
