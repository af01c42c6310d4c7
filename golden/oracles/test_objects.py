"""Draws experiments/test-objects: slanted edges of high and of low contrast, and a uniform object with white noise."""
import pathlib

import numpy as np
from PIL import Image

SIDE = 64
objects = pathlib.Path(__file__).parents[2] / "experiments" / "test-objects"


def save(kind, name, values):
    folder = objects / kind / "test" / "hr"
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.round(65535 * values).astype(np.uint16)).save(folder / f"{name}.png", optimize=True)


def edge(degrees, offset, contrast):
    """A step about 0.5, the mean over each pixel's square of 64 x 64 points."""
    at = (np.arange(64 * SIDE) + 0.5) / 64 - SIDE / 2
    angle = np.deg2rad(degrees)
    inside = (at[None] * np.cos(angle) + at[:, None] * np.sin(angle) > offset).astype(float)
    return 0.5 + contrast * (inside.reshape(SIDE, 64, SIDE, 64).mean(axis=(1, 3)) - 0.5)


draws = np.random.default_rng(1)
for i in range(12):
    degrees = (3 + i / 2) * (1, -1)[i % 2] + (0, 90, 180, 270)[i // 2 % 4]
    offset = draws.uniform(-2, 2)
    save("slanted-edges", f"edge-{i:02}", edge(degrees, offset, 0.5))
    save("slanted-edges-faint", f"edge-{i:02}", edge(degrees, offset, 0.1))
for i in range(16):
    save("uniform-noise", f"uniform-{i:02}", 0.5 + 0.02 * draws.standard_normal((SIDE, SIDE)))
