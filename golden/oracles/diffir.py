"""DiffIR in PyTorch: both stages' images and priors, and their losses with gradients; writes diffir.json.

Xia et al. (2023). First stage: Z = encoder(unshuffled HR, LR), L1 of the image (equation 8). Second: Z_T = sqrt(alpha_T) Z
+ sqrt(1 - alpha_T) eps, four steps to the mean of the posterior given the estimate of the clean prior, under what another
encoder says of LR; L1 of the image plus L1 of the prior (equations 13 and 14), gone back through all steps.
Networks: networks_diffir.py with the tensors of networks.py, in double precision.
"""
import numpy as np
import torch

import diffusion_inputs
from networks import filled, given
from networks_diffir import Diffir, WithTruth

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "losses": {
        "l1": {"torch": "stages"}
    },
    "networks": {
        "dirformer": {"torch": "stages"},
        "priorEncoder": {"torch": "stages"},
        "priorDiffusion": {"torch": "stages"}
    }
}

torch.set_grad_enabled(True)
GEOMETRY = dict(c=4, blocks=(1, 2), heads=(1, 2), hidden=2, prior=dict(p=6, c=4, blocks=1))
BETAS = torch.linspace(0.1, 0.99, 4, dtype=torch.float64)


def digits(values):
    return [float(f"{v:.12g}") for v in values.flatten().tolist()]


def kept(name, gradient):
    """The first values of a gradient, and its root mean square."""
    return {"rms": digits(gradient.square().mean().sqrt())[0], "first": digits(gradient.flatten()[:4])}


def stage(which, scale, height, width):
    low = (given("diffir", "low", (2, 1, height, width)) + 1) / 2
    high = (given("diffir", "high", (2, 1, scale * height, scale * width)) + 1) / 2
    target = given("diffir", "target", (2, 6))
    if which == "truth":
        network, _ = filled(WithTruth(**GEOMETRY, scale=scale))
        image, prior = network(low, high)
        loss = (image - high).abs().mean()
    else:
        network, _ = filled(Diffir(**GEOMETRY, scale=scale, betas=BETAS, layers=2))
        image, prior = network(low, given("diffir", "start", (2, 6)))
        loss = (image - high).abs().mean() + (prior - target).abs().mean()
    loss.backward()
    gradients = {name: kept(name, value.grad) for name, value in network.named_parameters()}
    return {"stage": which, "scale": scale, "height": height, "width": width, "image": digits(image), "prior": digits(prior),
            "loss": loss.item(), "gradients": gradients}


diffusion_inputs.write("diffir", [np, torch], {
    "covers": COVERS,
    "stages": [stage(which, *sizes) for sizes in ((1, 11, 8), (2, 4, 7), (4, 3, 5)) for which in ("truth", "diffusion")],
})
