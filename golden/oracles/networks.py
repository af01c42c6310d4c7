"""What the original libraries' networks compute, at reduced width. Writes networks.json beside itself.

Every tensor of a state dictionary is made by a generator that the specification repeats, so no weights are
stored: x <- (1664525 x + 1013904223) mod 2^32 from the FNV-1a hash of the tensor's name, u = (x >> 8) / 2^24,
then, rounded to 32 bits,
  sqrt(6 / inputs) * (2 u - 1)  for two axes and more, where inputs is the product of all sizes but the first,
  0.75 + u / 2                  for names that end in running_var, and for one axis in weight,
  (2 u - 1) / 8                 for the rest, and for names that end in mu;
  0.75 + u / 2                  for names that end in sd.
Inputs are 2 u - 1, or u for images in [0, 1], from the hash of `case/input`.
The networks run in double precision.

Needs torch, diffusers, medvae (its modules alone), einops, lpips, torchmetrics, pytorch-fid, torch-fidelity,
torchvision, spandrel (SwinIR and ESRGAN), and networks_scale.py beside this file.
"""

import copy
import importlib
import importlib.metadata
import importlib.util
import json
import math
import pathlib
import sys
import types

import numpy as np
import torch

import networks_scale

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "networks": {
        "autoencoderKl": {"medvae": "compvis", "diffusers": "diffusers"},
        "unet2d": {"diffusers": "unet-2d"},
        "rrdb": {"spandrel": "rrdb"},
        "swinir": {"spandrel": "swinir"},
        "lpips": {"lpips": "lpips", "torchmetrics": "lpips-torchmetrics"},
        "inceptionV3": {"pytorch-fid": "inception", "torch-fidelity": "inception-torch-fidelity"},
        "scaleAutoencoder": {"torch": "scale-f4"},
        "scaleUnet": {"torch": "scale-unet"}
    }
}

torch.set_grad_enabled(False)
HERE = pathlib.Path(__file__).parent


def draws(name, count):
    x = 2166136261
    for byte in name.encode():
        x = ((x ^ byte) * 16777619) % 2**32
    values = np.empty(count)
    for i in range(count):
        x = (1664525 * x + 1013904223) % 2**32
        values[i] = (x >> 8) / 2.0**24
    return values


def tensor(name, shape):
    u = draws(name, math.prod(shape))
    if name.endswith("running_var") or name.endswith("sd") or (len(shape) == 1 and name.endswith("weight")):
        values = 0.75 + u / 2
    elif len(shape) >= 2 and not name.endswith("mu"):
        values = math.sqrt(6 / math.prod(shape[1:])) * (2 * u - 1)
    else:
        values = (2 * u - 1) / 8
    return torch.tensor(values.astype(np.float32).reshape(shape))


def given(case, name, shape, unit=False):
    u = draws(f"{case}/{name}", math.prod(shape)).reshape(shape)
    return torch.tensor((u if unit else 2 * u - 1).astype(np.float32)).double()


def filled(model):
    state = model.state_dict()
    made = {name: tensor(name, tuple(value.shape)) for name, value in state.items() if value.dtype.is_floating_point}
    model.load_state_dict({**state, **made})
    return model.double().eval(), made


CASES = {}


def case(name, made, inputs, outputs, **more):
    CASES[name] = {
        **more,
        "tensors": [[key, list(value.shape)] for key, value in made.items()],
        "inputs": {key: list(value.shape) for key, value in inputs.items()},
        "outputs": {
            key: {"shape": list(value.shape), "data": [float(f"{v:.12g}") for v in value.flatten().tolist()]}
            for key, value in outputs.items()
        },
    }


def medvae_modules():
    found = importlib.util.find_spec("medvae")
    package = types.ModuleType("medvae")
    package.__path__ = list(found.submodule_search_locations)
    for name in ("medvae", "medvae.utils", "medvae.models"):
        part = types.ModuleType(name)
        part.__path__ = [str(pathlib.Path(package.__path__[0], *name.split(".")[1:]))]
        sys.modules[name] = part
    return importlib.import_module("medvae.models.autoencoder_kl"), importlib.import_module("medvae.utils.lora")


def autoencoders():
    from diffusers import AutoencoderKL

    kl, lora = medvae_modules()
    config = dict(ch=32, out_ch=1, ch_mult=(1, 2), num_res_blocks=1, attn_resolutions=[], in_channels=1, resolution=16, z_channels=4, double_z=True)
    for name, adapted in (("compvis", False), ("compvis-lora", True)):
        model = kl.AutoencoderKL(config, 3)
        if adapted:
            lora.inject_trainable_lora_extended(model, {"ResnetBlock", "AttnBlock"}, r=4)
        model, made = filled(model)
        image = given(name, "image", (2, 1, 12, 8))
        latent = model.encode(image).mode()
        case(name, made, {"image": image}, {"latent": latent, "image": model.decode(latent)})
    model, made = filled(
        AutoencoderKL(
            in_channels=3, out_channels=3, latent_channels=4, layers_per_block=2, norm_num_groups=4, block_out_channels=(8, 16, 16),
            down_block_types=("DownEncoderBlock2D",) * 3, up_block_types=("UpDecoderBlock2D",) * 3,
        )
    )
    image = given("diffusers", "image", (1, 3, 16, 24))
    latent = model.encode(image).latent_dist.mode()
    case("diffusers", made, {"image": image}, {"latent": latent, "image": model.decode(latent).sample})


def unets():
    from diffusers import UNet2DModel

    for name, levels, blocks, attends, head in (("unet-2d", (16, 16, 32, 32), 2, (2,), 8), ("unet-2d-small", (8, 24), 1, (0, 1), 4)):
        kinds = [i in attends for i in range(len(levels))]
        model, made = filled(
            UNet2DModel(
                in_channels=4, out_channels=2, block_out_channels=levels, layers_per_block=blocks, norm_num_groups=4, attention_head_dim=head,
                down_block_types=tuple("AttnDownBlock2D" if k else "DownBlock2D" for k in kinds),
                up_block_types=tuple("AttnUpBlock2D" if k else "UpBlock2D" for k in reversed(kinds)),
            )
        )
        sample = given(name, "sample", (2, 4, 16, 8))
        time = torch.tensor([999.0, 17.0])
        case(name, made, {"sample": sample}, {"prediction": model(sample, time).sample}, time=time.tolist())


def generators():
    from spandrel.architectures.ESRGAN import ESRGANArch
    from spandrel.architectures.SwinIR import SwinIR

    shapes = {"conv_first": (8, 3), "trunk_conv": (8, 8), "upconv1": (8, 8), "upconv2": (8, 8), "HRconv": (8, 8), "conv_last": (3, 8)}
    for i in range(2):
        for r in (1, 2, 3):
            for c in range(1, 6):
                shapes[f"RRDB_trunk.{i}.RDB{r}.conv{c}"] = (8 if c == 5 else 32, 8 + 32 * (c - 1))
    made = {}
    for layer, shape in shapes.items():
        made[f"{layer}.weight"] = tensor(f"{layer}.weight", (*shape, 3, 3))
        made[f"{layer}.bias"] = tensor(f"{layer}.bias", shape[:1])
    model = ESRGANArch().load(dict(made)).model.double().eval()
    image = given("rrdb", "image", (1, 3, 7, 5), unit=True)
    case("rrdb", made, {"image": image}, {"enlarged": model(image)})

    for name, upsampler, scale, residual, size in (
        ("swinir", "pixelshuffle", 4, "1conv", (2, 3, 10, 8)),
        ("swinir-lightweight", "pixelshuffledirect", 3, "1conv", (2, 3, 10, 8)),
        ("swinir-real", "nearest+conv", 4, "3conv", (1, 3, 6, 4)),
        ("swinir-same-size", "", 1, "1conv", (1, 3, 10, 8)),
    ):
        model = SwinIR(
            upscale=scale, in_chans=3, img_size=16, window_size=4, img_range=1.0, depths=[2, 2], embed_dim=12, num_heads=[3, 3], mlp_ratio=2,
            upsampler=upsampler, resi_connection=residual,
        )
        state = {key: value for key, value in model.state_dict().items() if value.dtype.is_floating_point and not key.endswith("attn_mask")}
        made = {key: tensor(key, tuple(value.shape)) for key, value in state.items()}
        model.load_state_dict(made, strict=False)
        image = given(name, "image", size, unit=True)
        case(name, made, {"image": image}, {"enlarged": model.double().eval()(image)})


def perceptual():
    import lpips
    import torchmetrics.functional.image.lpips as torchmetrics_lpips

    widths = (8, 12, 16, 12, 8)
    model = lpips.LPIPS(pretrained=False, pnet_rand=True, verbose=False)
    before = 3
    for (part, index), width in zip((("slice1", "0"), ("slice2", "3"), ("slice3", "6"), ("slice4", "8"), ("slice5", "10")), widths):
        layers = getattr(model.net, part)
        old = layers._modules[index]
        layers._modules[index] = torch.nn.Conv2d(before, width, old.kernel_size, old.stride, old.padding)
        before = width
    for i, width in enumerate(widths):
        linear = lpips.lpips.NetLinLayer(width, use_dropout=True)
        setattr(model, f"lin{i}", linear)
        model.lins[i] = linear
    names = {key for key in model.state_dict() if not key.startswith(("lins.", "scaling_layer."))}
    made = {key: tensor(key, tuple(value.shape)) for key, value in model.state_dict().items() if key in names}
    # Distances weigh squares, so the authors keep these weights positive.
    made = {key: value.abs() if key.startswith("lin") else value for key, value in made.items()}
    model.load_state_dict(made, strict=False)
    model = model.double().eval()
    # The narrow buffers are 32-bit constants; the definition's are the decimals that the authors wrote.
    model.scaling_layer.shift = torch.tensor([-0.030, -0.088, -0.188], dtype=torch.float64)[None, :, None, None]
    model.scaling_layer.scale = torch.tensor([0.458, 0.448, 0.450], dtype=torch.float64)[None, :, None, None]
    image, reference = given("lpips", "image", (2, 3, 64, 71)), given("lpips", "reference", (2, 3, 64, 71))
    inputs = {"image": image, "reference": reference}
    case("lpips", made, inputs, {"distance": model(image, reference)})
    lpips.lpips.lpips.normalize_tensor = torchmetrics_lpips._normalize_tensor
    case("lpips-torchmetrics", made, inputs, {"distance": model(image, reference)})


def inception():
    import pytorch_fid.inception as fid
    import torchvision.models.inception as parts
    from torch_fidelity.interpolate_compat_tensorflow import interpolate_bilinear_2d_like_tensorflow1x

    wide = parts.BasicConv2d.__init__

    def narrow(self, into, out, **options):
        wide(self, into if into == 3 else into // 16, out // 16, **options)

    parts.BasicConv2d.__init__ = narrow
    load, torch.nn.Module.load_state_dict = torch.nn.Module.load_state_dict, lambda *_, **__: None
    fid.load_state_dict_from_url = lambda *_, **__: None
    whole, network = [], fid.fid_inception_v3

    def caught():
        whole.append(network())
        return whole[0]

    fid.fid_inception_v3 = caught
    model = fid.InceptionV3()
    torch.nn.Module.load_state_dict = load
    state = {key: value for key, value in whole[0].state_dict().items() if value.dtype.is_floating_point and not key.startswith("fc.")}
    made = {key: tensor(key, tuple(value.shape)) for key, value in state.items()}
    whole[0].load_state_dict(made, strict=False)
    model = model.double().eval()
    image = given("inception", "image", (1, 3, 40, 33), unit=True)
    case("inception", made, {"image": image}, {"features": model(image)[0].flatten(1)})
    model.resize_input = model.normalize_input = False
    resized = interpolate_bilinear_2d_like_tensorflow1x(255 * image, size=(299, 299), align_corners=False)
    case("inception-torch-fidelity", made, {"image": image}, {"features": model((resized - 128) / 128)[0].flatten(1)})


def scale_models():
    for name, factor, channels, widths in (("scale-f4", 4, 3, (6, 8)), ("scale-f8", 8, 4, (6, 8, 10))):
        model, made = filled(networks_scale.Autoencoder(factor, channels, widths))
        image = given(name, "image", (2, 1, 16, 8))
        latent = model.encode(image)
        case(name, made, {"image": image}, {"latent": latent, "image": model.decode(latent)})
    model, made = filled(networks_scale.UNet(3, 8, 16))
    sample = given("scale-unet", "sample", (2, 6, 8, 6))
    time = torch.tensor([1.0, 0.125], dtype=torch.float64)
    case("scale-unet", made, {"sample": sample}, {"prediction": model(sample, time)}, time=time.tolist())


if __name__ == "__main__":
    for part in (autoencoders, unets, generators, perceptual, inception, scale_models):
        part()
    packages = ("torch", "diffusers", "medvae", "lpips", "torchmetrics", "pytorch-fid", "torch-fidelity", "torchvision", "spandrel")
    versions = {name: importlib.metadata.version(name) for name in packages}
    text = json.dumps({"versions": versions, "covers": COVERS, "cases": CASES}, separators=(",", ":"))
    (HERE / "networks.json").write_text(text + "\n")
    for name, made in CASES.items():
        print(name, len(made["tensors"]), {k: (v["shape"], float(np.std(v["data"]))) for k, v in made["outputs"].items()})
