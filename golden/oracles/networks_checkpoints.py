"""Small checkpoints as PyTorch and safetensors save them. Writes the folder networks-checkpoints beside itself.

Every file holds `wave` [3, 4], value i = sin(i) of 32-bit floats, and tensors derived from it. Needs torch, numpy,
omegaconf and safetensors.
"""

import argparse
import collections
import datetime
import enum
import fractions
import functools
import pathlib
import uuid

import numpy
import omegaconf
import torch
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parent / "networks-checkpoints"
FOLDER.mkdir(exist_ok=True)

wave = torch.sin(torch.arange(12.0)).reshape(3, 4)
tensors = collections.OrderedDict(
    wave=wave,
    turned=wave.t(),
    part=wave[1:, 2:],
    half=wave.half(),
    bfloat=wave.bfloat16(),
    double=wave.double(),
    counter=torch.tensor(7),
    table=torch.arange(6).reshape(2, 3).int(),
    truth=torch.tensor([True, False]),
    parameter=torch.nn.Parameter(wave + 1),
    empty=torch.zeros(0, 3),
    number=torch.tensor(1.5),
)
torch.save(tensors, FOLDER / "zip.pth")
torch.save(tensors, FOLDER / "older.pth", _use_new_zipfile_serialization=False)
save_file({key: value.detach().contiguous() for key, value in tensors.items()}, FOLDER / "saved.safetensors", {"format": "pt"})

network = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
with torch.no_grad():
    for parameter in network.parameters():
        parameter.copy_(torch.cos(torch.arange(float(parameter.numel()))).reshape(parameter.shape))
optimizer = torch.optim.AdamW(network.parameters(), lr=1e-4)
network(torch.ones(2, 1, 4, 4)).sum().backward()
optimizer.step()
state = collections.OrderedDict((f"model.{key}", value) for key, value in network.state_dict().items())
torch.save(
    {
        "epoch": 99,
        "global_step": 1500,
        "pytorch-lightning_version": "2.2.0",
        "state_dict": state,
        "loops": {"fit_loop": {"state_dict": {}, "epoch_progress": {"total": {"ready": 100}}}},
        "callbacks": {"ModelCheckpoint{'monitor': None}": {"best_model_score": torch.tensor(0.25), "best_k_models": {}}},
        "optimizer_states": [optimizer.state_dict()],
        "lr_schedulers": [{"T_max": 100, "eta_min": 1e-6, "base_lrs": [1e-4]}],
        "hyper_parameters": {"timesteps": 1000, "learning_rate": 1e-4, "name": "flow", "levels": (128, 256)},
    },
    FOLDER / "lightning.ckpt",
)
torch.save({"params": {"wave": wave}, "params_ema": {"wave": wave * 2}}, FOLDER / "averaged.pth")


class Phase(enum.Enum):
    TRAIN = "train"


class Slots:
    __slots__ = ("rate",)

    def __init__(self):
        self.rate = 0.5


class Keywords:
    """Pickled by NEWOBJ_EX from protocol 4 on."""

    def __getnewargs_ex__(self):
        return (), {"rate": 0.5}

    def __new__(cls, rate):
        return super().__new__(cls)


# What checkpoints carry beside tensors, each under the name that the specification calls it by.
OBJECTS = {
    "argparse.Namespace": argparse.Namespace(lr=1e-4, data=pathlib.Path("/data/x"), nested=argparse.Namespace(a=1)),
    "OmegaConf": omegaconf.OmegaConf.create({"model": {"lr": 1e-4, "levels": [1, 2], "name": "${model.lr}"}}),
    "path": pathlib.Path("/data/x"),
    "numpy scalar": numpy.float64(0.25),
    "numpy integer": numpy.int64(3),
    "numpy array": numpy.arange(3.0),
    "numpy generator": numpy.random.default_rng(0),
    "numpy state": numpy.random.get_state(),
    "enum": Phase.TRAIN,
    "slots": Slots(),
    "keywords": Keywords(0.5),
    "partial": functools.partial(torch.optim.AdamW, lr=1e-4),
    "time": datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc),
    "uuid": uuid.UUID(int=7),
    "fraction": fractions.Fraction(1, 3),
    "complex": 1 + 2j,
    "sets": ({1, 2}, frozenset({3})),
    "counter": collections.Counter("abca"),
    "deque": collections.deque([1, 2], maxlen=3),
    "default": collections.defaultdict(list, a=[1]),
    "bytes": (b"raw", bytearray(b"raw"), b""),
    "large": (2**70, -(2**63), 2**2100, float("nan")),
    "types": (torch.float16, torch.Size([1, 2]), torch.device("cpu"), torch.nn.functional.silu, int),
    "module": torch.nn.Linear(2, 1),
    "subclass": torch.nn.parameter.Buffer(torch.ones(2)),
    "complex tensor": torch.tensor([1 + 2j]),
    "sparse tensor": torch.eye(2).to_sparse(),
    "quantised tensor": torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.qint8),
    "small float": torch.ones(2).to(torch.float8_e4m3fn),
    "generator": torch.Generator().get_state(),
}
for older, kind in ((False, "zip"), (True, "older")):
    for protocol in (2, 5):
        kinds = {"_use_new_zipfile_serialization": not older, "pickle_protocol": protocol}
        kept = {key: value for key, value in OBJECTS.items() if not (older and key == "small float")}
        state = {"wave": wave, "_extra_state": OBJECTS["OmegaConf"], "rate": numpy.float32(1)}
        whole = {"hyper_parameters": kept, "state_dict": state, "callbacks": {Phase.TRAIN: kept}}
        torch.save(whole, FOLDER / f"objects-{kind}-{protocol}.ckpt", **kinds)
torch.save(torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3)), FOLDER / "whole-model.pth")
torch.save({"model": torch.nn.Conv2d(1, 2, 3), "epoch": 3}, FOLDER / "whole-model-entry.pth")
torch.save({"net": {"wave": wave}, "optimizer": {"state": {0: {"exp_avg": wave}}}}, FOLDER / "only-net.pth")
torch.save({"generator": {"wave": wave}, "discriminator": {"wave": wave * 2}}, FOLDER / "two-networks.pth")
torch.save({"state_dict": {"wave": OBJECTS["quantised tensor"]}, "model": None}, FOLDER / "quantised.pth")
torch.save({"state_dict": {"other": wave, "wave": OBJECTS["complex tensor"]}}, FOLDER / "complex.pth")
(FOLDER / "plain.pkl").write_bytes(__import__("pickle").dumps({"wave": wave.numpy()}, protocol=4))
for file in sorted(FOLDER.iterdir()):
    print(file.name, file.stat().st_size)
