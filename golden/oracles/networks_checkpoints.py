"""Small checkpoints as PyTorch and safetensors save them. Writes the folder networks-checkpoints beside itself.

Every file holds `wave` [3, 4], value i = sin(i) of 32-bit floats, and tensors derived from it. Needs torch and
safetensors.
"""

import collections
import pathlib

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
for file in sorted(FOLDER.iterdir()):
    print(file.name, file.stat().st_size)
