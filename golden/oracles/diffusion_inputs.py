"""Inputs of the diffusion oracles: numbers by whole-number arithmetic, and a toy network without transcendental
functions, so that another language makes the same bits.

Numbers: s <- (1664525 s + 1013904223) mod 2^32, started at s = seed; each draw is floor(s / 2^8) / 2^24, and a
value is 4 draw - 2, exact in single precision.
Toy network at latents z and time i: (c + 0.5 z) / (1 + 0.25 z^2) + 0.125 i / T, with c the values of seed 77; its
input and output are rounded to single precision.
"""
import json
import pathlib
import platform

import numpy as np


def values(seed, n):
    out = np.empty(n)
    s = seed
    for k in range(n):
        s = (1664525 * s + 1013904223) % 2**32
        out[k] = 4 * ((s >> 8) / 2**24) - 2
    return out


def toy(n, times):
    c = values(77, n)

    def network(z, i):
        z = np.asarray(z, np.float64).astype(np.float32).astype(np.float64)
        return ((c + 0.5 * z) / (1 + 0.25 * z * z) + 0.125 * i / times).astype(np.float32).astype(np.float64)

    return network


def write(topic, modules, document):
    head = {
        "inputs": "golden/oracles/diffusion_inputs.py",
        "versions": {"python": platform.python_version(), **{m.__name__: m.__version__ for m in modules}},
    }
    path = pathlib.Path(__file__).with_name(f"{topic}.json")
    parts = []
    for key, value in {**head, **document}.items():
        if isinstance(value, list):
            lines = ",\n  ".join(json.dumps(row) for row in value)
            parts.append(f' {json.dumps(key)}: [\n  {lines}\n ]')
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value)}")
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n")
    print(path.name, path.stat().st_size, "bytes")
