"""Targets and losses of progressive distillation in PyTorch; writes distillation.json.

Algorithm 2 of Salimans and Ho (2022), with their alpha_t and sigma_t: z at t = i / N is brought to t' = t - 1 / (2 N)
and t'' = t - 1 / N by two DDIM steps of the teacher, and
    x~ = (z'' - (sigma'' / sigma) z) / (alpha'' - (sigma'' / sigma) alpha).
The loss is the mean square of v^ - v~, both written out as alpha eps - sigma x; gradients by autograd.
Teacher: the UNet of networks_scale.py with the tensors of networks.py; the student's are 1.25 times as large.
Latents, noise and condition are those of the generator of networks.py, in double precision.
"""
import math

import numpy as np
import torch

import diffusion_inputs
import networks_scale
from networks import filled, given

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "losses": {
        "l2": {"torch": "cases"}
    }
}

torch.set_grad_enabled(True)
SHAPE = (2, 4, 4)  # C, H, W


def case(target, T, N, order):
    teacher, _ = filled(networks_scale.UNet(SHAPE[0], 8, 4))
    student, _ = filled(networks_scale.UNet(SHAPE[0], 8, 4))
    with torch.no_grad():
        for p in student.parameters():
            p.copy_((1.25 * p).float().double())

    # The network is given latents and times in single precision.
    single = lambda values: values.float().double()
    level = lambda t: math.cos((t + 0.008) / 1.008 * math.pi / 2) / math.cos(0.008 / 1.008 * math.pi / 2)
    alpha = lambda t: torch.tensor([level(round(T * each) / T) for each in t], dtype=torch.float64)[:, None, None, None]
    sigma = lambda t: (1 - alpha(t) ** 2).sqrt()
    # What the network is told: the index, of T in the schedule's order, divided by T - 1.
    told = lambda t: single(torch.tensor([((T - round(T * each)) if order == "noise-first" else (round(T * each) - 1)) / (T - 1) for each in t], dtype=torch.float64))

    steps = list(range(N))
    t = [(N - k) / N for k in steps]
    middle = [each - 0.5 / N for each in t]
    end = [each - 1 / N for each in t]
    x, eps, condition = (given("distillation", name, (N, *SHAPE)) for name in ("clean", "noise", "condition"))
    z = single(alpha(t) * x + sigma(t) * eps)

    def clean(network, values, at):
        output = network(torch.cat([single(values), condition], 1), told(at))
        return output if target == "x0" else alpha(at) * values - sigma(at) * output

    def ddim(values, at, to):
        values = single(values)
        estimate = clean(teacher, values, at)
        return alpha(to) * estimate + sigma(to) / sigma(at) * (values - alpha(at) * estimate)

    with torch.no_grad():
        reached = ddim(ddim(z, t, middle), middle, end)
        ratio = sigma(end) / sigma(t)
        wanted = (reached - ratio * z) / (alpha(end) - ratio * alpha(t))
    v = lambda estimate: alpha(t) * (z - alpha(t) * estimate) / sigma(t) - sigma(t) * estimate
    loss = ((v(clean(student, z, t)) - v(wanted)) ** 2).mean()
    loss.backward()
    return {
        "target": target, "T": T, "N": N, "order": order,
        "wanted": [float(f"{each:.12g}") for each in (wanted if target == "x0" else v(wanted)).flatten().tolist()],
        "loss": loss.item(),
        "gradients": {name: student.get_parameter(name).grad.flatten()[:6].tolist() for name in ("co.weight", "ci.weight", "te.0.weight", "r1.c1.weight")},
    }


diffusion_inputs.write("distillation", [np, torch], {
    "covers": COVERS,
    "cases": [case(*each) for each in (("x0", 200, 4, "noise-first"), ("v", 200, 4, "clean-first"), ("x0", 1000, 1, "noise-first"), ("v", 20, 2, "noise-first"))],
})
