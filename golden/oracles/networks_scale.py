"""The scale model's autoencoder and denoiser in PyTorch, for networks.py."""

import math

import torch
import torch.nn.functional as F
from torch import nn


class Residual(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.a = nn.Conv2d(c, c, 3, padding=1)
        self.b = nn.Conv2d(c, c, 3, padding=1)

    def forward(self, x):
        return x + self.b(F.silu(self.a(F.silu(x))))


class Autoencoder(nn.Module):
    def __init__(self, f, C, w):
        super().__init__()
        enc = [nn.Conv2d(1, w[0], 4, 2, 1), Residual(w[0]), nn.Conv2d(w[0], w[1], 4, 2, 1), Residual(w[1])]
        dec = [nn.Conv2d(C, w[-1], 3, padding=1), Residual(w[-1])]
        if f == 8:
            enc += [nn.Conv2d(w[1], w[2], 4, 2, 1), Residual(w[2])]
            dec += [nn.Conv2d(w[2], w[1] * 4, 3, padding=1), nn.PixelShuffle(2), Residual(w[1])]
        self.enc = nn.Sequential(*enc, nn.Conv2d(w[-1], C, 3, padding=1))
        dec += [nn.Conv2d(w[1], w[0] * 4, 3, padding=1), nn.PixelShuffle(2), Residual(w[0])]
        self.dec = nn.Sequential(*dec, nn.Conv2d(w[0], 4, 3, padding=1), nn.PixelShuffle(2))
        self.register_buffer("mu", torch.zeros(1, C, 1, 1))
        self.register_buffer("sd", torch.ones(1, C, 1, 1))

    def encode(self, x):
        return (self.enc(x) - self.mu) / self.sd

    def decode(self, z):
        return self.dec(z * self.sd + self.mu)


class Block(nn.Module):
    def __init__(self, into, out, time):
        super().__init__()
        self.n1 = nn.GroupNorm(8, into)
        self.c1 = nn.Conv2d(into, out, 3, padding=1)
        self.t = nn.Linear(time, out)
        self.n2 = nn.GroupNorm(8, out)
        self.c2 = nn.Conv2d(out, out, 3, padding=1)
        self.sk = nn.Conv2d(into, out, 1) if into != out else nn.Identity()

    def forward(self, x, e):
        h = self.c1(F.silu(self.n1(x))) + self.t(e)[:, :, None, None]
        return self.sk(x) + self.c2(F.silu(self.n2(h)))


class UNet(nn.Module):
    def __init__(self, C, b, time):
        super().__init__()
        self.time = time
        self.te = nn.Sequential(nn.Linear(time, time), nn.SiLU(), nn.Linear(time, time), nn.SiLU())
        self.ci = nn.Conv2d(2 * C, b, 3, padding=1)
        self.r0 = Block(b, b, time)
        self.dn = nn.Conv2d(b, 2 * b, 3, 2, 1)
        self.r1 = Block(2 * b, 2 * b, time)
        self.r2 = Block(2 * b, 2 * b, time)
        self.up = nn.Conv2d(2 * b, b, 3, padding=1)
        self.r3 = Block(2 * b, b, time)
        self.no = nn.GroupNorm(8, b)
        self.co = nn.Conv2d(b, C, 3, padding=1)

    def forward(self, x, t):
        half = self.time // 2
        frequencies = torch.exp(-math.log(1000.0) * torch.arange(half) / half)
        angles = t[:, None] * 1000 * frequencies[None]
        e = self.te(torch.cat([angles.sin(), angles.cos()], 1))
        skip = self.r0(self.ci(x), e)
        h = self.r2(self.r1(self.dn(skip), e), e)
        h = self.up(F.interpolate(h, scale_factor=2, mode="nearest"))
        return self.co(F.silu(self.no(self.r3(torch.cat([h, skip], 1), e))))
