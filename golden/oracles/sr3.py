"""SR3 in PyTorch: its loss with gradients, and its iterative refinement; writes sr3.json.

Saharia et al. (2021). Training (algorithm 1): y~ = sqrt(gamma) y0 + sqrt(1 - gamma) eps, loss |eps - f(x, y~, sqrt(gamma))|
in the mean. Refinement (algorithm 2), in terms of the noise, over T' levels of the schedule with alpha = gamma / gamma':
    y' = (y - (1 - alpha) / sqrt(1 - gamma) eps) / sqrt(alpha) + deviation z,
where eps is that of the estimate of y0 bounded to [-1, 1], and the variance is that of the posterior,
(1 - gamma') (1 - alpha) / (1 - gamma), in the place of 1 - alpha, which suits thousands of steps.
Network: the UNet of networks_scale.py with the tensors of networks.py, told sqrt(gamma). Inputs are of networks.py;
noise of the k-th step is `sr3/z` and k.
"""
import numpy as np
import torch

import diffusion_inputs
import networks_scale
from networks import filled, given

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "losses": {
        "l1": {"torch": "losses"}
    },
    "samplers": {
        "ancestral": {"torch": "refinements"}
    }
}

torch.set_grad_enabled(True)
SHAPE = (2, 1, 8, 8)


def single(values):
    return values.float().double()


def column(values):
    return torch.tensor(values, dtype=torch.float64)[:, None, None, None]


def loss(levels):
    network, _ = filled(networks_scale.UNet(1, 8, 4))
    y0, eps, x = (given("sr3", name, SHAPE) for name in ("y0", "eps", "x"))
    level = single(column(levels))
    noisy = single(level * y0 + (1 - level**2).sqrt() * eps)
    value = (eps - network(torch.cat([noisy, x], 1), level.flatten())).abs().mean()
    value.backward()
    return {"levels": levels, "loss": value.item(),
            "gradients": {name: network.get_parameter(name).grad.flatten()[:6].tolist() for name in ("co.weight", "ci.weight", "te.0.weight")}}


def refinement(steps):
    network, _ = filled(networks_scale.UNet(1, 8, 4))
    gammas = torch.cumprod(1 - torch.linspace(1e-6, 1e-2, 2000, dtype=torch.float64), 0)
    visited = [round(2000 - k * 2000 / steps) - 1 for k in range(steps)]
    y, x = given("sr3", "start", SHAPE), given("sr3", "x", SHAPE)
    with torch.no_grad():
        for k, t in enumerate(visited):
            gamma = gammas[t]
            next_gamma = gammas[visited[k + 1]] if k + 1 < steps else torch.tensor(1.0, dtype=torch.float64)
            eps = network(torch.cat([single(y), x], 1), single(gamma.sqrt()).repeat(SHAPE[0]))
            clean = ((y - (1 - gamma).sqrt() * single(eps)) / gamma.sqrt()).clamp(-1, 1)
            eps = (y - gamma.sqrt() * clean) / (1 - gamma).sqrt()
            alpha = gamma / next_gamma
            y = (y - (1 - alpha) / (1 - gamma).sqrt() * eps) / alpha.sqrt()
            if k + 1 < steps:
                y = y + ((1 - next_gamma) * (1 - alpha) / (1 - gamma)).sqrt() * given("sr3", f"z{k}", SHAPE)
    return {"steps": steps, "result": [float(f"{v:.12g}") for v in y.flatten().tolist()]}


diffusion_inputs.write("sr3", [np, torch], {
    "covers": COVERS,
    "losses": [loss([0.999, 0.4]), loss([0.01, 0.8])],
    "refinements": [refinement(1), refinement(4), refinement(20)],
})
