"""What diffusers' networks compute at the paper's full width. Writes networks-full.json beside itself.

Weights and inputs are those of networks.py's generator, in 32 bits; the networks run in double precision.
Of each output 256 values at equal distances are kept, and the seconds and the peak of memory (MiB, of the whole
process so far) of a run in 32 bits on one thread.
"""

import json
import math
import pathlib
import resource
import time

import numpy as np
import torch
from diffusers import AutoencoderKL, UNet2DModel

torch.set_grad_enabled(False)
torch.set_num_threads(1)


def draws(name, count):
    x = 2166136261
    for byte in name.encode():
        x = ((x ^ byte) * 16777619) % 2**32
    powers = np.cumprod(np.full(count, 1664525, np.uint32), dtype=np.uint32)
    sums = np.cumsum(np.concatenate([np.ones(1, np.uint32), powers[:-1]]), dtype=np.uint32)
    return ((powers * np.uint32(x) + sums * np.uint32(1013904223)) >> np.uint32(8)) / 2.0**24


def tensor(name, shape):
    u = draws(name, math.prod(shape))
    if len(shape) == 1 and name.endswith("weight"):
        values = 0.75 + u / 2
    elif len(shape) >= 2:
        values = math.sqrt(6 / math.prod(shape[1:])) * (2 * u - 1)
    else:
        values = (2 * u - 1) / 8
    return torch.tensor(values.astype(np.float32).reshape(shape))


def given(name, shape):
    return torch.tensor((2 * draws(name, math.prod(shape)) - 1).astype(np.float32).reshape(shape))


def filled(model):
    model.load_state_dict({name: tensor(name, tuple(value.shape)) for name, value in model.state_dict().items()})
    return model.eval()


took = {}


def kept(name, run):
    run(torch.float32)
    start = time.perf_counter()
    run(torch.float32)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    took[name] = {"seconds": round(seconds, 2), "memory": round(memory)}
    values = run(torch.float64).flatten()
    at = np.arange(256) * (len(values) // 256)
    return [float(f"{v:.10g}") for v in values[at].tolist()]


vae = filled(
    AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, layers_per_block=2, block_out_channels=(128, 256, 512, 512),
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    )
)
image, latent = given("full/image", (1, 3, 256, 256)), given("full/latent", (1, 4, 32, 32))
outputs = {
    "encoder": kept("encoder", lambda kind: vae.to(kind).encode(image.to(kind)).latent_dist.mode()),
    "decoder": kept("decoder", lambda kind: vae.to(kind).decode(latent.to(kind)).sample),
}
names = {"vae": [[key, list(value.shape)] for key, value in vae.state_dict().items()]}
del vae
unet = filled(
    UNet2DModel(
        in_channels=6, out_channels=3, block_out_channels=(128, 256, 512, 512), layers_per_block=2,
        down_block_types=("DownBlock2D", "DownBlock2D", "AttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "AttnUpBlock2D", "UpBlock2D", "UpBlock2D"),
    )
)
sample, times = given("full/sample", (1, 6, 64, 64)), torch.tensor([500.0])
outputs["unet"] = kept("unet", lambda kind: unet.to(kind)(sample.to(kind), times).sample)
names["unet"] = [[key, list(value.shape)] for key, value in unet.state_dict().items()]
path = pathlib.Path(__file__).parent / "networks-full.json"
path.write_text(json.dumps({"torch": torch.__version__, "tensors": names, "outputs": outputs, "took": took}, separators=(",", ":")) + "\n")
