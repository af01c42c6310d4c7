"""Noise schedules, parameterisations and samplers by NumPy, PyTorch and diffusers' schedulers; writes
diffusion-sampling.json. The release's loop and the flow's Euler steps are written out in NumPy from their formulas."""
import diffusers
import numpy as np
import torch
from diffusers import DDIMScheduler, DDPMScheduler
from diffusers.schedulers import scheduling_ddpm

import diffusion_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "schedules": {
        "cosine": {"numpy": "schedules"},
        "linear": {"torch": "schedules"}
    },
    "samplers": {
        "truncated": {"numpy": "truncated"},
        "respaced": {"diffusers": "respaced"},
        "ancestral": {"diffusers": "ancestral"},
        "euler-flow": {"numpy": "flows"},
        "one-step": {"diffusers": "respaced"}
    },
    "targets": {
        "v": {"diffusers": "conversions"}
    }
}

N = 12  # values of a batch [2, 1, 2, 3]


def cosine(T, s=0.008):
    """From noise to image."""
    x = np.linspace(0, T + 1, T + 1)
    a = np.cos(((x / (T + 1)) + s) / (1 + s) * np.pi * 0.5) ** 2
    return (a / a[0])[1:][::-1].copy()


def linear(T, first=1e-4, last=2e-2):
    """From image to noise."""
    return torch.cumprod(1 - torch.linspace(first, last, T, dtype=torch.float64), 0).numpy()


def schedules():
    rows = []
    for T in (1, 2, 7, 50, 200, 1000):
        at = sorted({0, 1, T // 20, T // 3, T // 2, T - 2, T - 1} & set(range(T)))
        for kind, make in (("cosine", cosine), ("linear", linear)):
            a = make(T)
            rows.append({"kind": kind, "steps": T, "at": at, "alphas": [float(a[i]) for i in at]})
    a = cosine(1000, 0.05)
    rows.append({"kind": "cosine", "steps": 1000, "offset": 0.05, "at": [1, 500, 999], "alphas": [float(a[i]) for i in (1, 500, 999)]})
    a = linear(100, 0.001, 0.2)
    rows.append({"kind": "linear", "steps": 100, "firstBeta": 0.001, "lastBeta": 0.2, "at": [0, 50, 99], "alphas": [float(a[i]) for i in (0, 50, 99)]})
    return rows


def released_loop(alphas, steps, start, offset, T):
    network, z = inputs.toy(N, T), start.copy()
    root = np.sqrt
    for i in range(steps - 1):
        x0 = network(z, i)
        eps = (z - root(alphas[i]) * x0) / (root(1 - alphas[i]) + offset)
        z = z + (root(alphas[i + 1]) - root(alphas[i])) * x0 + (root(1 - alphas[i + 1]) - root(1 - alphas[i])) * eps
    return network(z, steps - 1)


def truncated():
    rows = []
    for kind, T, steps, scale, offset in (
        ("cosine", 1, 1, 0.5, 1e-4), ("cosine", 2, 2, 0.5, 1e-4), ("cosine", 10, 10, 0.5, 1e-4), ("cosine", 200, 20, 0.5, 1e-4),
        ("cosine", 1000, 1, 0.5, 1e-4), ("cosine", 1000, 2, 0.5, 1e-4), ("cosine", 1000, 50, 0.5, 1e-4), ("cosine", 1000, 50, 1, 0),
        ("cosine", 1000, 1000, 0.5, 1e-4), ("cosine", 1000, 1000, 1, 0), ("linear", 1000, 50, 0.5, 1e-4), ("linear", 100, 100, 1, 1e-4),
    ):
        alphas = cosine(T) if kind == "cosine" else linear(T)
        start = scale * inputs.values(5, N)
        rows.append({"schedule": kind, "T": T, "steps": steps, "startScale": scale, "denominatorOffset": offset,
                     "result": released_loop(alphas, steps, start, offset, T).tolist()})
    return rows


TARGETS = {"x0": "sample", "eps": "epsilon", "v": "v_prediction"}


def scheduler_of(Scheduler, kind, T, target, clip, **options):
    scheduler = Scheduler(num_train_timesteps=T, prediction_type=TARGETS[target], clip_sample=clip is not None,
                          clip_sample_range=clip or 1.0, **options)
    # The library counts time from the clean end, and would keep its alphas in single precision.
    clean_first = cosine(T)[::-1].copy() if kind == "cosine" else linear(T)
    scheduler.alphas_cumprod = torch.from_numpy(clean_first)
    return scheduler


def index_of(kind, T, t):
    return T - 1 - int(t) if kind == "cosine" else int(t)


def respaced():
    rows = []
    for kind, T, steps, target, clip in (
        ("cosine", 1000, 1, "x0", None), ("cosine", 1000, 4, "x0", None), ("cosine", 1000, 20, "x0", None), ("cosine", 1000, 50, "x0", None),
        ("cosine", 200, 20, "x0", None), ("cosine", 200, 200, "x0", None), ("cosine", 1000, 20, "v", None), ("cosine", 1000, 100, "v", None),
        ("linear", 1000, 20, "x0", None), ("linear", 1000, 10, "v", None), ("linear", 1000, 20, "eps", 1.5), ("linear", 1000, 50, "eps", 4),
        ("linear", 100, 100, "eps", 1),
    ):
        scheduler = scheduler_of(DDIMScheduler, kind, T, target, clip, timestep_spacing="trailing", set_alpha_to_one=True)
        scheduler.set_timesteps(steps)
        network, z = inputs.toy(N, T), torch.from_numpy(inputs.values(5, N))
        for t in scheduler.timesteps:
            output = torch.from_numpy(network(z.numpy(), index_of(kind, T, t)))
            z = scheduler.step(output, int(t), z, eta=0.0, use_clipped_model_output=True).prev_sample
        rows.append({"schedule": kind, "T": T, "steps": steps, "spacing": "trailing", "target": target, "clip": clip, "result": z.tolist()})
    return rows


def ancestral():
    rows = []
    for kind, T, steps, target, clip, spacing, variance in (
        ("cosine", 1000, 3, "x0", None, "linspace", "posterior"), ("cosine", 1000, 20, "x0", None, "linspace", "posterior"),
        ("cosine", 1000, 20, "x0", None, "linspace", "beta"), ("cosine", 1000, 7, "v", None, "linspace", "posterior"),
        ("cosine", 200, 200, "x0", None, "linspace", "posterior"), ("cosine", 1000, 20, "v", None, "trailing", "posterior"),
        ("linear", 1000, 20, "x0", None, "linspace", "posterior"), ("linear", 1000, 20, "eps", 2, "linspace", "posterior"),
        ("linear", 1000, 20, "eps", 2, "linspace", "beta"), ("linear", 100, 100, "v", None, "linspace", "beta"),
    ):
        name = {"posterior": "fixed_small", "beta": "fixed_large"}[variance]
        scheduler = scheduler_of(DDPMScheduler, kind, T, target, clip, timestep_spacing=spacing, variance_type=name)
        scheduler.set_timesteps(steps)
        draws = iter(range(100, 100 + T))
        scheduling_ddpm.randn_tensor = lambda *_, **__: torch.from_numpy(inputs.values(next(draws), N))
        network, z = inputs.toy(N, T), torch.from_numpy(inputs.values(5, N))
        for t in scheduler.timesteps:
            output = torch.from_numpy(network(z.numpy(), index_of(kind, T, t))).reshape(1, N)
            z = scheduler.step(output, int(t), z.reshape(1, N)).prev_sample.reshape(N)
        rows.append({"schedule": kind, "T": T, "steps": steps, "spacing": spacing, "variance": variance, "target": target, "clip": clip,
                     "result": z.tolist()})
    return rows


def spacings():
    rows = []
    for T in (1, 10, 200, 1000):
        for steps in (1, 2, 3, 4, 5, 7, 10, 16, 19, 20, 50, 100, 999, 1000):
            for spacing in ("linspace", "trailing"):
                # One step of linspace is the library's cleanest index, from which no sampler can start.
                if steps > T or (steps, spacing) == (1, "linspace"):
                    continue
                scheduler = DDIMScheduler(num_train_timesteps=T, timestep_spacing=spacing)
                scheduler.set_timesteps(steps)
                t = scheduler.timesteps.numpy()
                if len(t) != steps:
                    raise SystemExit(f"{T} {steps} {spacing}: {len(t)}")
                weights = np.arange(1, steps + 1)
                rows.append({"T": T, "steps": steps, "spacing": spacing, "first": t[:12].tolist(), "last": int(t[-1]),
                             "weightedSum": int((t * weights).sum())})
    return rows


def conversions():
    rows = []
    x0, eps = (torch.from_numpy(inputs.values(seed, N)) for seed in (11, 12))
    for kind, T, t in (("cosine", 1000, 0), ("cosine", 1000, 500), ("cosine", 1000, 998), ("linear", 1000, 3), ("linear", 1000, 999)):
        scheduler = scheduler_of(DDPMScheduler, kind, T, "x0", None)
        at = torch.tensor([t])
        rows.append({"schedule": kind, "T": T, "index": index_of(kind, T, t), "noisy": scheduler.add_noise(x0, eps, at).tolist(),
                     "velocity": scheduler.get_velocity(x0, eps, at).tolist()})
    return rows


def flows():
    rows = []
    for steps, grid in ((1, 1000), (4, 1000), (16, 1000), (16, 200), (25, None)):
        network, z = inputs.toy(N, 1000), inputs.values(5, N)
        for i in range(steps):
            z = z + network(z, i / steps if grid is None else int(i / steps * (grid - 1))) / steps
        rows.append({"steps": steps, "grid": grid, "result": z.tolist()})
    return rows


inputs.write("diffusion-sampling", [np, torch, diffusers], {
    "covers": COVERS,
    "schedules": schedules(), "conversions": conversions(), "spacings": spacings(), "truncated": truncated(), "respaced": respaced(),
    "ancestral": ancestral(), "flows": flows(),
})
