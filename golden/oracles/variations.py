"""Losses of a scale-aware training in PyTorch, and predictions under classifier-free guidance; writes variations.json.

Scale-aware: the error of the UNet of networks_scale.py goes through a matrix S whose columns are made with PyWavelets,
S e = waverec2(weights * wavedec2(e, haar)) for every unit vector e; the loss is the mean of |S (x^ - x)| or of its
square, each sample times its weight; gradients by autograd.
Guidance (Ho and Salimans 2022, equation 6, with w for their 1 + w): u + w (c - u), where c sees the condition and u
sees zeros.
Network tensors, latents and conditions are those of the generator of networks.py.
"""
import numpy as np
import pywt
import torch

import diffusion_inputs
import networks_scale
from networks import filled, given

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "losses": {
        "l1": {"torch": "losses", "pywt": "losses"},
        "l2": {"torch": "losses", "pywt": "losses"}
    }
}

torch.set_grad_enabled(True)
CHANNELS, BATCH = 2, 2


def operator(weights, side):
    columns = []
    for unit in np.eye(side * side):
        approximation, *details = pywt.wavedec2(unit.reshape(side, side), "haar", level=len(weights) - 1)
        weighted = [tuple(w * band for band in level) for w, level in zip(weights[-2::-1], details)]
        columns.append(pywt.waverec2([weights[-1] * approximation, *weighted], "haar").flatten())
    return torch.tensor(np.stack(columns, 1))


def loss(distance, weights, side):
    network, _ = filled(networks_scale.UNet(CHANNELS, 8, 4))
    shape = (BATCH, CHANNELS, side, side)
    noisy, condition, target = (given("variations", name, shape) for name in ("noisy", "condition", "target"))
    time = torch.tensor([0.25, 0.75], dtype=torch.float64)
    each = torch.tensor([1.0, 0.5], dtype=torch.float64)
    error = (network(torch.cat([noisy, condition], 1), time) - target).flatten(2) @ operator(weights, side).T
    distances = error.abs() if distance == "l1" else error**2
    value = (each[:, None, None] * distances).mean()
    value.backward()
    return {
        "distance": distance, "weights": weights, "side": side, "loss": value.item(),
        "gradients": {name: network.get_parameter(name).grad.flatten()[:6].tolist() for name in ("co.weight", "ci.weight", "te.0.weight", "r1.c1.weight")},
    }


def guided(weight):
    network, _ = filled(networks_scale.UNet(CHANNELS, 8, 4))
    shape = (BATCH, CHANNELS, 4, 4)
    noisy, condition = (given("variations", name, shape) for name in ("noisy", "condition"))
    time = torch.tensor([0.25, 0.75], dtype=torch.float64)
    with torch.no_grad():
        seen = network(torch.cat([noisy, condition], 1), time)
        unseen = network(torch.cat([noisy, torch.zeros_like(condition)], 1), time)
        prediction = unseen + weight * (seen - unseen)
    return {"weight": weight, "prediction": [float(f"{v:.12g}") for v in prediction.flatten().tolist()]}


diffusion_inputs.write("variations", [np, pywt, torch], {
    "covers": COVERS,
    "losses": [loss("l1", [4, 2, 1], 8), loss("l2", [4, 2, 1], 8), loss("l2", [0.5, 3, 2, 1], 8), loss("l1", [1, 1], 4)],
    "predictions": [guided(w) for w in (0, 1, 1.5, 3)],
})
