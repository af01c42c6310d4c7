"""Gradients of networks by every parameter, by PyTorch's own differentiation. Writes networks-gradients.json.

Weights and inputs are those of networks.py's generator; the networks run in double precision. Losses are means
over all values, of squares or of magnitudes of the error against the generator's `case/target`. Of each gradient
its root mean square is kept, and of its values, in the order of the parameter's sizes, those at the positions
floor((i + 1/2) n / 16) for i below 16, or all where there are no more.

Needs torch, spandrel (SwinIR), and networks.py and networks_scale.py beside this file.
"""

import importlib.metadata
import json
import pathlib

import torch

import networks
import networks_scale

torch.set_grad_enabled(True)
HERE = pathlib.Path(__file__).parent
KEPT = 16


def digits(value):
    return float(f"{float(value):.12g}")


def kept(gradient):
    flat = gradient.flatten()
    n = flat.numel()
    places = range(n) if n <= KEPT else [int((i + 0.5) * n / KEPT) for i in range(KEPT)]
    return {"rms": digits(flat.square().mean().sqrt()), "values": [digits(flat[i]) for i in places]}


def case(name, model, made, inputs, error, norm):
    trained = dict(model.named_parameters())
    for value in trained.values():
        value.requires_grad_(True)
    loss = error.square().mean() if norm == "L2" else error.abs().mean()
    model.zero_grad()
    loss.backward()
    return {
        "case": name,
        "norm": norm,
        "tensors": [[key, list(value.shape)] for key, value in made.items()],
        "inputs": {key: list(value.shape) for key, value in inputs.items()},
        "loss": digits(loss.detach()),
        "gradients": {key: kept(trained[key].grad) for key in made if key in trained},
    }


def cases():
    found = []
    for name, factor, channels, widths in (("scale-f4", 4, 3, (6, 8)), ("scale-f8", 8, 4, (6, 8, 10))):
        model, made = networks.filled(networks_scale.Autoencoder(factor, channels, widths))
        for norm in ("L1", "L2"):
            image = networks.given(name, "image", (2, 1, 16, 8))
            target = networks.given(name, "target", (2, 1, 16, 8))
            error = model.decode(model.encode(image)) - target
            found.append(case(name, model, made, {"image": image, "target": target}, error, norm))
    model, made = networks.filled(networks_scale.UNet(3, 8, 16))
    for norm in ("L1", "L2"):
        sample = networks.given("scale-unet", "sample", (2, 6, 8, 6))
        target = networks.given("scale-unet", "target", (2, 3, 8, 6))
        time = torch.tensor([1.0, 0.125], dtype=torch.float64)
        error = model(sample, time) - target
        one = case("scale-unet", model, made, {"sample": sample, "target": target}, error, norm)
        found.append({**one, "time": time.tolist()})
    return found + [swinir()]


def swinir():
    from spandrel.architectures.SwinIR import SwinIR

    model = SwinIR(
        upscale=2, in_chans=3, img_size=16, window_size=4, img_range=1.0, depths=[2], embed_dim=8, num_heads=[2], mlp_ratio=2,
        upsampler="pixelshuffledirect", resi_connection="1conv",
    )
    state = {k: v for k, v in model.state_dict().items() if v.dtype.is_floating_point and not k.endswith("attn_mask")}
    made = {key: networks.tensor(key, tuple(value.shape)) for key, value in state.items()}
    model.load_state_dict(made, strict=False)
    model = model.double().eval()
    # The authors' mean colour is a 32-bit constant; the definition's is the decimals that they wrote.
    model.mean = torch.tensor((0.4488, 0.4371, 0.4040), dtype=torch.float64).view(1, 3, 1, 1)
    image = networks.given("swinir", "image", (2, 3, 10, 8))
    target = networks.given("swinir", "target", (2, 3, 20, 16))
    return case("swinir", model, made, {"image": image, "target": target}, model(image) - target, "L1")


if __name__ == "__main__":
    versions = {name: importlib.metadata.version(name) for name in ("torch", "spandrel")}
    text = json.dumps({"versions": versions, "cases": cases()}, separators=(",", ":"))
    (HERE / "networks-gradients.json").write_text(text + "\n")
