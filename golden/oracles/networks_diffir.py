"""DiffIR (Xia et al. 2023) at the scale model's size in PyTorch, for diffir.py."""

import torch
import torch.nn.functional as F
from torch import nn


def fold_of(scale):
    """What an image is folded by, so that all work is done at a quarter of the result's size."""
    return max(1, 4 // scale)


def folded(x, factor, to):
    h, w = x.shape[2:]
    return F.pixel_unshuffle(F.pad(x, (0, -w % to, 0, -h % to), mode="reflect"), factor)


def slope(x):
    return F.leaky_relu(x, 0.1)


class Modulation(nn.Module):
    """Equation 5: F' = W1 Z * Norm(F) + W2 Z."""

    def __init__(self, c, p):
        super().__init__()
        self.norm = nn.LayerNorm(c)
        self.scale = nn.Linear(p, c, bias=False)
        self.shift = nn.Linear(p, c, bias=False)

    def modulated(self, x, z):
        normal = self.norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        return self.scale(z)[:, :, None, None] * normal + self.shift(z)[:, :, None, None]


class Mixed(nn.Module):
    def __init__(self, into, out):
        super().__init__()
        self.point = nn.Conv2d(into, out, 1, bias=False)
        self.depth = nn.Conv2d(out, out, 3, padding=1, groups=out, bias=False)

    def forward(self, x):
        return self.depth(self.point(x))


class Attention(Modulation):
    """Equation 6, with Restormer's unit queries and keys and a factor for each head."""

    def __init__(self, c, p, heads):
        super().__init__(c, p)
        self.heads = heads
        self.q, self.k, self.v = Mixed(c, c), Mixed(c, c), Mixed(c, c)
        self.temperature = nn.Parameter(torch.ones(heads, 1, 1))
        self.out = nn.Conv2d(c, c, 1, bias=False)

    def forward(self, x, z):
        led = self.modulated(x, z)
        q, k, v = (part(led).unflatten(1, (self.heads, -1)).flatten(3) for part in (self.q, self.k, self.v))
        shares = (F.normalize(q, dim=-1) @ F.normalize(k, dim=-1).transpose(-2, -1) * self.temperature).softmax(-1)
        return self.out((shares @ v).flatten(1, 2).unflatten(2, x.shape[2:]))


class FeedForward(Modulation):
    """Equation 7."""

    def __init__(self, c, p, hidden):
        super().__init__(c, p)
        self.gate, self.value = Mixed(c, hidden * c), Mixed(c, hidden * c)
        self.out = nn.Conv2d(hidden * c, c, 1, bias=False)

    def forward(self, x, z):
        led = self.modulated(x, z)
        return self.out(F.gelu(self.gate(led)) * self.value(led))


class Block(nn.Module):
    def __init__(self, c, p, heads, hidden):
        super().__init__()
        self.attn, self.ffn = Attention(c, p, heads), FeedForward(c, p, hidden)

    def forward(self, x, z):
        x = x + self.attn(x, z)
        return x + self.ffn(x, z)


class Chain(nn.ModuleList):
    def forward(self, x, z):
        for block in self:
            x = block(x, z)
        return x


class Dirformer(nn.Module):
    def __init__(self, c, blocks, heads, hidden, p, scale):
        super().__init__()
        self.scale = scale
        outer = lambda: Chain(Block(c, p, heads[0], hidden) for _ in range(blocks[0]))
        self.fold = fold_of(scale)
        self.first = nn.Conv2d(self.fold**2, c, 3, padding=1)
        self.down, self.up = outer(), outer()
        self.middle = Chain(Block(2 * c, p, heads[1], hidden) for _ in range(blocks[1]))
        self.shrink = nn.Conv2d(c, c // 2, 3, padding=1)
        self.grow = nn.Conv2d(2 * c, 4 * c, 3, padding=1)
        self.join = nn.Conv2d(2 * c, c, 1)
        self.last = nn.Conv2d(c, (scale * self.fold) ** 2, 3, padding=1)

    def forward(self, x, z):
        h, w = x.shape[2:]
        outer = self.down(self.first(folded(x, self.fold, 2 * self.fold)), z)
        inner = self.middle(F.pixel_unshuffle(self.shrink(outer), 2), z)
        joined = self.join(torch.cat([F.pixel_shuffle(self.grow(inner), 2), outer], 1))
        detail = F.pixel_shuffle(self.last(self.up(joined, z)), self.scale * self.fold)
        return detail[:, :, : self.scale * h, : self.scale * w] + F.interpolate(x, scale_factor=self.scale, mode="bilinear")


class Residual(nn.Sequential):
    def forward(self, x):
        return x + self[1](slope(self[0](x)))


class Encoder(nn.Module):
    def __init__(self, into, c, blocks, p):
        super().__init__()
        self.first, self.last = nn.Conv2d(into, c, 3, padding=1), nn.Conv2d(c, p, 3, padding=1)
        self.block = nn.Sequential(*(Residual(nn.Conv2d(c, c, 3, padding=1), nn.Conv2d(c, c, 3, padding=1)) for _ in range(blocks)))
        self.linear = nn.ModuleList([nn.Linear(p, p), nn.Linear(p, p)])

    def forward(self, x):
        z = slope(self.last(self.block(slope(self.first(x))))).mean((2, 3))
        return slope(self.linear[1](slope(self.linear[0](z))))


class Denoiser(nn.Module):
    def __init__(self, p, layers):
        super().__init__()
        self.first, self.last = nn.Linear(2 * p + 1, p), nn.Linear(p, p)
        self.layer = nn.ModuleList(nn.Linear(p, p) for _ in range(layers))

    def forward(self, z, condition, time):
        h = slope(self.first(torch.cat([condition, torch.full_like(z[:, :1], time), z], 1)))
        for layer in self.layer:
            h = h + slope(layer(h))
        return self.last(h)


class WithTruth(nn.Module):
    """The first stage: the prior is that of the true image and the LR one."""

    def __init__(self, c, blocks, heads, hidden, prior, scale):
        super().__init__()
        self.fold, self.whole = fold_of(scale), scale * fold_of(scale)
        self.encoder = Encoder(self.whole**2 + self.fold**2, **prior)
        self.restorer = Dirformer(c, blocks, heads, hidden, prior["p"], scale)

    def forward(self, low, high):
        prior = self.encoder(torch.cat([folded(high, self.whole, self.whole), folded(low, self.fold, self.fold)], 1))
        return self.restorer(low, prior), prior


class Diffir(nn.Module):
    """The second: the prior is diffused from noise under what the LR image says."""

    def __init__(self, c, blocks, heads, hidden, prior, scale, betas, layers):
        super().__init__()
        self.betas, self.fold = betas, fold_of(scale)
        self.encoder = Encoder(self.fold**2, **prior)
        self.denoiser = Denoiser(prior["p"], layers)
        self.restorer = Dirformer(c, blocks, heads, hidden, prior["p"], scale)

    def forward(self, low, start):
        condition, z = self.encoder(folded(low, self.fold, self.fold)), start
        alphas = torch.cumprod(1 - self.betas, 0)
        for t in reversed(range(len(alphas))):
            clean = self.denoiser(z, condition, (t + 1) / len(alphas))
            before = alphas[t - 1] if t > 0 else torch.ones_like(alphas[0])
            z = (before.sqrt() * self.betas[t] * clean + (1 - self.betas[t]).sqrt() * (1 - before) * z) / (1 - alphas[t])
        return self.restorer(low, z), z
