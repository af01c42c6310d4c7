"""Optimisers, clipping, learning rates, averages, losses and conditions by PyTorch; writes diffusion-training.json.

Toy problems, in parameters a (2 values) and b (3 values) with gradients written out:
  quadratic   0.5 sum_i k_i (p_i - c_i)^2 over a then b, k = (1, 10, 100, 0.1, 3), c = (1, -2, 0.5, 3, 0)
  rosenbrock  (1 - a_0)^2 + 100 (a_1 - a_0^2)^2; the gradient of b is zero
Both begin at a = (-1.2, 1), b = (0.3, -0.7, 2).
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LinearLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

import diffusion_inputs as inputs

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "optimisers": {
        "adam": {"torch": "trajectories"},
        "adamw": {"torch": "trajectories"}
    },
    "losses": {
        "l1": {"torch": "losses"},
        "l2": {"torch": "losses"}
    }
}

K = torch.tensor([1, 10, 100, 0.1, 3], dtype=torch.float64)
C = torch.tensor([1, -2, 0.5, 3, 0], dtype=torch.float64)


def loss_of(problem, a, b):
    if problem == "quadratic":
        p = torch.cat([a, b])
        return 0.5 * (K.to(p.dtype) * (p - C.to(p.dtype)) ** 2).sum()
    return (1 - a[0]) ** 2 + 100 * (a[1] - a[0] ** 2) ** 2 + 0 * b.sum()


def trajectory(problem, kind, peak, beta1, beta2, epsilon, decay, clip, warm_up, annealing, dtype):
    a = torch.tensor([-1.2, 1], dtype=dtype, requires_grad=True)
    b = torch.tensor([0.3, -0.7, 2], dtype=dtype, requires_grad=True)
    make = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[kind]
    optimiser = make([a, b], lr=peak, betas=(beta1, beta2), eps=epsilon, weight_decay=decay)
    schedulers = []
    if annealing:
        schedulers.append((CosineAnnealingLR(optimiser, T_max=annealing["periods"], eta_min=annealing["to"]), annealing["stepsPerPeriod"]))
    if warm_up:
        schedulers.append((LinearLR(optimiser, start_factor=1 / warm_up, end_factor=1, total_iters=warm_up - 1), 1))
    points, norms, rates = [], [], []
    for step in range(200):
        optimiser.zero_grad()
        loss_of(problem, a, b).backward()
        norm = torch.nn.utils.clip_grad_norm_([a, b], clip if clip is not None else float("inf"))
        rate = optimiser.param_groups[0]["lr"]
        optimiser.step()
        for scheduler, every in schedulers:
            if (step + 1) % every == 0:
                scheduler.step()
        if (step + 1) % 20 == 0 or step < 3:
            points.append([step + 1] + a.tolist() + b.tolist())
            norms.append(float(norm))
            rates.append(rate)
    return {"problem": problem, "kind": kind, "beta1": beta1, "beta2": beta2, "epsilon": epsilon, "weightDecay": decay, "clipNorm": clip,
            "learningRate": {"peak": peak, "warmUp": warm_up, "annealing": annealing}, "precision": str(dtype)[6:],
            "points": points, "norms": norms, "rates": rates}


def trajectories():
    rows = []
    by_epoch = {"to": 1e-6, "periods": 20, "stepsPerPeriod": 10}
    by_step = {"to": 1e-4, "periods": 200, "stepsPerPeriod": 1}
    for problem in ("quadratic", "rosenbrock"):
        for kind, peak, b1, b2, eps, decay, clip, warm_up, annealing in (
            ("adam", 0.05, 0.9, 0.999, 1e-8, 0, None, 0, None),
            ("adam", 0.05, 0.9, 0.999, 1e-8, 0.1, None, 0, None),
            ("adamw", 0.05, 0.9, 0.999, 1e-8, 0.01, None, 0, None),
            # At 0.05 the orbit around Rosenbrock's valley is unstable: PyTorch's own last digit grows to 1e-3.
            ("adamw", 0.01, 0.9, 0.99, 1e-8, 0.3, 1, 0, None),
            ("adamw", 0.05, 0.9, 0.999, 1e-8, 0.01, 1, 0, by_epoch),
            ("adam", 0.02, 0.8, 0.95, 1e-4, 0, 0.5, 0, by_step),
            ("adamw", 0.02, 0.9, 0.99, 1e-8, 0.01, 1, 50, None),
        ):
            rows.append(trajectory(problem, kind, peak, b1, b2, eps, decay, clip, warm_up, annealing, torch.float64))
        rows.append(trajectory(problem, "adamw", 0.05, 0.9, 0.999, 1e-8, 0.01, 1, 0, by_epoch, torch.float32))
    return rows


def learning_rates():
    rows = []
    for peak, to, periods, every in ((1e-4, 1e-6, 100, 1), (1e-4, 1e-6, 100, 7), (1e-3, 3e-5, 13, 4), (0.1, 0, 1, 3)):
        optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=peak)
        scheduler = CosineAnnealingLR(optimiser, T_max=periods, eta_min=to)
        rates = []
        for step in range(periods * every + 1):
            rates.append(optimiser.param_groups[0]["lr"])
            optimiser.step()
            if (step + 1) % every == 0:
                scheduler.step()
        kept = sorted({round(k * (len(rates) - 1) / 12) for k in range(13)})
        rows.append({"rate": {"peak": peak, "warmUp": 0, "annealing": {"to": to, "periods": periods, "stepsPerPeriod": every}},
                     "steps": kept, "rates": [rates[k] for k in kept]})
    # Both at once, as one factor of the step.
    peak, share, warm_up, total = 1e-3, 0.03, 50, 1000
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=peak)
    scheduler = LambdaLR(optimiser, lambda k: min(1, (k + 1) / warm_up) * (share + (1 - share) * 0.5 * (1 + np.cos(np.pi * k / total))))
    rates = []
    for _ in range(total):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        scheduler.step()
    kept = [0, 1, 20, 48, 49, 50, 51, 400, 500, 998, 999]
    rows.append({"rate": {"peak": peak, "warmUp": warm_up, "annealing": {"to": share * peak, "periods": total, "stepsPerPeriod": 1}},
                 "steps": kept, "rates": [rates[k] for k in kept]})
    return rows


def clips():
    """Gradients [6] and [4] of seeds 51 and 52 times a scale. The 1e-6 in the quotient shows at small norms."""
    rows = []
    for scale, most in ((1, 1), (1, 100), (1e-6, 1e-6), (1e-7, 1e-6), (3, 1e-3)):
        given = [torch.from_numpy(scale * inputs.values(seed, n)) for seed, n in ((51, 6), (52, 4))]
        parameters = [torch.zeros_like(g, requires_grad=True) for g in given]
        for parameter, g in zip(parameters, given):
            parameter.grad = g
        norm = torch.nn.utils.clip_grad_norm_(parameters, most)
        rows.append({"scale": scale, "most": most, "norm": float(norm), "clipped": torch.cat([p.grad for p in parameters]).tolist()})
    return rows


def averages():
    """Parameters at update n are the values of seed 1000 + n; the average begins from those of seed 1000."""
    rows, n = [], 6
    for decay in (0, 0.5, 0.9, 0.9999):
        model = torch.nn.Linear(n, 1, bias=False, dtype=torch.float64)
        put = lambda seed: model.weight.data.copy_(torch.from_numpy(inputs.values(seed, n))[None])
        put(1000)
        average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))
        average.update_parameters(model)
        for update in range(1, 31):
            put(1000 + update)
            average.update_parameters(model)
        rows.append({"decay": decay, "warmUp": False, "updates": 30, "average": average.module.weight.detach().flatten().tolist()})
    for decay in (0.5, 0.9999):
        average = inputs.values(1000, n)
        for update in range(1, 31):
            share = min(decay, (1 + update) / (10 + update))
            average = share * average + (1 - share) * inputs.values(1000 + update, n)
        rows.append({"decay": decay, "warmUp": True, "updates": 30, "average": average.tolist()})
    return rows


def losses():
    """Output and target [3, 1, 2, 2] of seeds 31 and 32; cumulative alphas of the weights as given."""
    output, target = (torch.from_numpy(inputs.values(seed, 12)).reshape(3, 1, 2, 2) for seed in (31, 32))
    alphas = torch.tensor([0.001, 0.4, 0.99], dtype=torch.float64)
    snr = alphas / (1 - alphas + 1e-8)
    rows = []
    for distance, function in (("l1", F.l1_loss), ("l2", F.mse_loss)):
        each = function(output, target, reduction="none").mean(dim=(1, 2, 3))
        rows.append({"distance": distance, "alphas": alphas.tolist(), "plain": float(function(output, target)),
                     "snr": float((each * snr / (snr + 1)).mean())})
    return rows


def conditions():
    rows = []
    for (b, c, h, w), (height, width) in (((2, 3, 2, 2), (8, 8)), ((1, 4, 4, 4), (16, 16)), ((2, 1, 3, 5), (6, 7)), ((1, 2, 1, 1), (3, 2)), ((1, 1, 8, 8), (4, 4))):
        x = torch.from_numpy(inputs.values(41, b * c * h * w)).reshape(b, c, h, w)
        y = F.interpolate(x, size=(height, width), mode="bilinear", align_corners=False)
        rows.append({"mode": "native", "from": [b, c, h, w], "to": [height, width], "result": [round(v, 12) for v in y.flatten().tolist()]})
    for (b, c, h, w), r in (((2, 1, 4, 4), 2), ((1, 2, 4, 6), 2), ((1, 1, 6, 6), 3)):
        x = torch.from_numpy(inputs.values(41, b * c * h * w)).reshape(b, c, h, w)
        y = F.pixel_unshuffle(x, r)
        rows.append({"mode": "pixel", "from": [b, c, h, w], "to": [h // r, w // r], "result": y.flatten().tolist()})
    return rows


inputs.write("diffusion-training", [np, torch], {
    "covers": COVERS,
    "trajectories": trajectories(), "learningRates": learning_rates(), "clips": clips(), "averages": averages(), "losses": losses(), "conditions": conditions(),
})
