"""LPIPS by its authors' library and with torchmetrics' normalisation, and Frechet distances of two networks' features.

    python network-metrics.py LPIPS_WEIGHTS

LPIPS_WEIGHTS is the asset lpips-alex-v0.1 as one safetensors file. Images are those of metrics_inputs.py, with
range 1; the encoder is that of networks_scale.py with the weights that networks.py generates. Networks run in
double precision, Frechet distances by SciPy's matrix square root and by singular values of the symmetric roots
(see metrics-frechet.py). Needs torch, torchvision, lpips, torchmetrics, scipy, safetensors.
"""
import importlib.metadata
import sys

import lpips
import numpy as np
import scipy
import scipy.linalg
import torch
import torchmetrics
import torchmetrics.functional.image.lpips as torchmetrics_lpips
from safetensors.torch import load_file

import metrics_inputs as inputs
import networks
import networks_scale

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "metrics": {
        "lpips": {"lpips": "outside", "torchmetrics": "inside"},
        "frechet": {"scipy": "sqrtm", "numpy": "symmetricRoots"}
    },
    "networks": {
        "alexnetFeatures": {"lpips": "first"},
        "encoderFeatures": {"torch": "first"}
    }
}

torch.set_grad_enabled(False)
lpips.__version__ = importlib.metadata.version("lpips")


def lpips_model(path):
    model = lpips.LPIPS(net="alex", pretrained=False, pnet_rand=True, verbose=False)
    state = load_file(path)
    slices = {"0": "slice1", "3": "slice2", "6": "slice3", "8": "slice4", "10": "slice5"}
    named = {}
    for name, value in state.items():
        part, index, rest = name.split(".", 2)
        named[f"net.{slices[index]}.{index}.{rest}" if part == "features" else name] = value
    assert not model.load_state_dict(named, strict=False).unexpected_keys
    model = model.double().eval()
    model.scaling_layer.shift = torch.tensor([-0.030, -0.088, -0.188], dtype=torch.float64)[None, :, None, None]
    model.scaling_layer.scale = torch.tensor([0.458, 0.448, 0.450], dtype=torch.float64)[None, :, None, None]
    return model


def signed(image, channels=3):
    x = torch.from_numpy(2 * image - 1)[None]
    return x.expand(1, channels, -1, -1) if x.shape[1] == 1 else x


def frechet(a, b):
    s1, s2 = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    base = ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(s1) + np.trace(s2)
    half = lambda s: (lambda v, q: (q * np.sqrt(np.clip(v, 0, None))) @ q.T)(*np.linalg.eigh(s))
    trace = np.linalg.svd(half(s1) @ half(s2), compute_uv=False).sum()
    sqrtm = base - 2 * np.trace(scipy.linalg.sqrtm(s1 @ s2)).real if len(a) > a.shape[1] else None
    return {"sqrtm": None if sqrtm is None else inputs.number(sqrtm), "symmetricRoots": inputs.number(base - 2 * trace)}


def image_case(index, side, kinds, amount):
    return {
        "seed": 6007 * (index + 1), "channels": 1, "height": side[0], "width": side[1], "kind": kinds[index % len(kinds)],
        "relation": "noise", "amount": amount, "range": 1,
    }


def lpips_cases(path):
    model = lpips_model(path)
    library = lpips.lpips.lpips.normalize_tensor
    for index in range(40):
        side = ((64, 64), (64, 64), (64, 64), (32, 32), (48, 80))[index % 5]
        case = image_case(index, side, ("noise", "bytes", "blocks", "ramp", "binary"), (0.02, 0.1, 0.5)[index % 3])
        case["channels"] = (1, 1, 3)[index % 3]
        image, reference = (signed(x) for x in inputs.pair_of(case))
        lpips.lpips.lpips.normalize_tensor = library
        outside = model(image, reference).item()
        lpips.lpips.lpips.normalize_tensor = torchmetrics_lpips._normalize_tensor
        yield {"metric": "lpips", **case, "outside": outside, "inside": model(image, reference).item()}
    lpips.lpips.lpips.normalize_tensor = library


def alex_features(model, image):
    return model.net(model.scaling_layer(signed(image))).relu5.mean((2, 3))[0].numpy()


def frechet_cases(path):
    model = lpips_model(path)
    encoder, _ = networks.filled(networks_scale.Autoencoder(4, 3, (6, 8)))
    quarters = lambda x: torch.nn.functional.adaptive_avg_pool2d(encoder.enc[:-1](signed(x, 1)), 2).flatten().numpy()
    for features, side, count, of in (
        ("autoencoder", (16, 24), 40, quarters),
        ("autoencoder", (16, 16), 12, quarters),
        ("lpips-alex", (32, 40), 10, lambda x: alex_features(model, x)),
    ):
        cases = [image_case(index, side, ("noise", "bytes", "blocks"), 0.8) for index in range(count)]
        rows = [[of(x) for x in inputs.pair_of(case)] for case in cases]
        images, references = (np.stack(column) for column in zip(*rows))
        yield {
            "metric": "frechet", "features": features, "height": side[0], "width": side[1], "count": count, "amount": 0.8,
            "first": images[0][:8].tolist(), **frechet(images, references),
        }


if __name__ == "__main__":
    made = [*lpips_cases(sys.argv[1]), *frechet_cases(sys.argv[1])]
    inputs.write("network-metrics", COVERS, [np, scipy, torch, torchmetrics, lpips], made, {
        "outside": "the lpips library: length + 1e-10",
        "inside": "the lpips library with torchmetrics' normalisation: root of the sum of squares + 1e-8",
        "autoencoder": "networks_scale.Autoencoder(4, 3, (6, 8)): activations before the last convolution, quarters' means",
        "lpips-alex": "AlexNet's last ReLU, averaged over the image",
        "sqrtm": "scipy.linalg.sqrtm of the product of covariances, full rank only",
        "symmetricRoots": "singular values of the product of the symmetric square roots",
    })
