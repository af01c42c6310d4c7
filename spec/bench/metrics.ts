import { metricNamed, metrics } from '../../harness/metrics/catalogue.ts';
import { type FeatureSet, frechetDistance } from '../../harness/metrics/frechet-distance.ts';
import type { Scored } from '../../harness/metrics/metric.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { draws } from '../metrics/oracle-inputs.ts';
import type { Bench } from './bench.ts';

const side = 256;
const reference = createImage(1, side, side, draws(1, side * side));
const blend = (weight: number, seed: number) => {
  const noise = draws(seed, side * side);
  const data = reference.data.map((value, i) => (1 - weight) * value + weight * noise[i]);
  return createImage(1, side, side, data);
};
const mask = createImage(1, side, side);
for (let i = 0; i < mask.data.length; i++) {
  mask.data[i] = Number(Math.abs((i % side) - 128) < 40 && Math.abs(Math.floor(i / side) - 128) < 40);
}
const scored = { image: blend(0.1, 2), reference, floor: blend(0.05, 3), mask };
const { mask: _, ...unmasked } = scored;
const latents = {
  image: createImage(3, 64, 64, draws(4, 3 * 64 * 64)),
  reference: createImage(3, 64, 64, draws(5, 3 * 64 * 64)),
};
/** A slanted edge, which one metric needs. */
const edge = createImage(1, side, side);
for (let i = 0; i < edge.data.length; i++) {
  edge.data[i] = Math.min(1, Math.max(0, (i % side) - 128.5 - 0.1 * (Math.floor(i / side) - 128)));
}
let inceptionLike: readonly FeatureSet[] | undefined; // 80 MB, made when they are timed
const inception = () => {
  inceptionLike ??= [8, 9].map((seed) => ({ count: 2500, dimension: 2048, data: draws(seed, 2500 * 2048) }));
  return [inceptionLike[0], inceptionLike[1]] as const;
};
const features = [6, 7].map((seed) => ({ count: 128, dimension: 256, data: draws(seed, 128 * 256) }));

const images = `
import numpy as np
from metrics_inputs import draws
b = draws(1, 65536).reshape(256, 256)
a = 0.9 * b + 0.1 * draws(2, 65536).reshape(256, 256)
ae = 0.95 * b + 0.05 * draws(3, 65536).reshape(256, 256)
mask = np.zeros((256, 256), bool)
mask[89:168, 89:168] = True
`;

const parts = {
  psnr: `
from skimage.metrics import peak_signal_noise_ratio
def psnr():
    return peak_signal_noise_ratio(b, a, data_range=1)
`,
  mse: `
from skimage.metrics import mean_squared_error
def mse():
    return mean_squared_error(b, a)
`,
  difference: `
def difference():
    d = a - b
    return d.min(), d.mean(), d.max()
`,
  means: `
def means():
    return a.mean(), b.mean()
`,
  energies: `
import pywt
def energies():
    ll, *details = pywt.wavedec2(a, "haar", level=3)
    return [np.sum(p ** 2) for p in (ll, *(band for triple in details for band in triple))]
`,
  isotropic: `
hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(256) / 256)
def isotropic():
    window = np.outer(hann, hann)
    density = np.abs(np.fft.fft2((a - a.mean()) * window)) ** 2 / np.sum(window ** 2)
    radius = np.hypot(*np.meshgrid(np.fft.fftfreq(256), np.fft.fftfreq(256), indexing="ij"))
    ring = np.digitize(radius, np.linspace(0, 0.5, 33)) - 1
    sums = np.bincount(ring.ravel(), density.ravel(), 33)[:32]
    return np.log10(sums / np.bincount(ring.ravel(), minlength=33)[:32] + 1e-12)
`,
  logPowerDistance: `
def released(plane):
    power = np.abs(np.fft.fftshift(np.fft.fft2(plane))) ** 2
    h, w = plane.shape
    y, x = np.indices(plane.shape)
    radius = np.sqrt((y - h // 2) ** 2 + (x - w // 2) ** 2)
    edges = np.linspace(0, radius.max(), 11)
    logs = np.log10(power + 1e-12)
    return np.array([logs[(radius >= low) & (radius < high)].mean() for low, high in zip(edges, edges[1:])])
def logPowerDistance():
    return np.sqrt(np.mean((released(a) - released(b)) ** 2))
`,
  regionPsnr: `
from skimage.metrics import peak_signal_noise_ratio
def regionPsnr():
    return peak_signal_noise_ratio(b[mask], a[mask], data_range=1)
`,
  regionSsim: `
from skimage.metrics import structural_similarity
def regionSsim():
    ys, xs = np.nonzero(mask)
    box = np.s_[max(ys.min() - 7, 0) : ys.max() + 8, max(xs.min() - 7, 0) : xs.max() + 8]
    return structural_similarity(a[box], b[box], data_range=1, full=True)[1][mask[box]].mean()
`,
  mae: `
def mae():
    return np.mean(np.abs(a - b))
`,
  ssim: `
from skimage.metrics import structural_similarity
def ssim():
    return structural_similarity(a, b, data_range=1, gaussian_weights=True, sigma=1.5, use_sample_covariance=False)
`,
  uniform: `
from skimage.metrics import structural_similarity
def uniform():
    return structural_similarity(a, b, data_range=1)
`,
  torchSsim: `
import torch
from torchmetrics.functional.image import structural_similarity_index_measure
ta, tb = (torch.from_numpy(x).float()[None, None] for x in (a, b))
def torchSsim():
    return structural_similarity_index_measure(ta, tb, data_range=1.0)
`,
  msSsim: `
import torch
from torchmetrics.functional.image import multiscale_structural_similarity_index_measure
sa, sb = (torch.from_numpy(x).float()[None, None] for x in (a, b))
def msSsim():
    return multiscale_structural_similarity_index_measure(sa, sb, data_range=1.0)
`,
  subbands: `
import pywt
def subbands():
    x, y = (pywt.wavedec2(p, "haar", level=3) for p in (a, b))
    found = []
    for p, q in zip([x[0], *x[1], *x[2], *x[3]], [y[0], *y[1], *y[2], *y[3]]):
        mse = np.mean((p - q) ** 2)
        found.append(100.0 if mse < 1e-12 else 10 * np.log10(np.abs(q).max() ** 2 / mse))
    return found
`,
  spectrum: `
def spectrum():
    power = np.abs(np.fft.fftshift(np.fft.fft2(a))) ** 2
    h, w = a.shape
    y, x = np.indices(a.shape)
    radius = np.sqrt((y - h // 2) ** 2 + (x - w // 2) ** 2)
    edges = np.linspace(0, radius.max(), 11)
    logs = np.log10(power + 1e-12)
    return [logs[(radius >= low) & (radius < high)].mean() for low, high in zip(edges, edges[1:])]
`,
  rates: `
def rates():
    e = np.abs(ae - b)
    threshold = e.mean() + 2 * e.std()
    d = a - b
    up, down = d > threshold, d < -threshold
    return up.mean(), down.mean(), d[up].mean() if up.any() else 0, -d[down].mean() if down.any() else 0
`,
  latent: `
import torch
tx, ty = (torch.from_numpy(draws(s, 3 * 64 * 64).reshape(1, 3, 64, 64)) for s in (4, 5))
def latent():
    found = []
    for size in (64, 32, 16, 8, 4, 2, 1):
        x, y = (torch.nn.functional.adaptive_avg_pool2d(t, size) for t in (tx, ty))
        found.append(((x - y).square().mean(), torch.cosine_similarity(x.flatten(), y.flatten(), dim=0)))
    return found
`,
  frechet: `
from scipy.linalg import sqrtm
fa, fb = (draws(s, 128 * 256).reshape(128, 256) for s in (6, 7))
def frechet():
    s, t = np.cov(fa, rowvar=False), np.cov(fb, rowvar=False)
    return ((fa.mean(0) - fb.mean(0)) ** 2).sum() + np.trace(s + t) - 2 * np.trace(sqrtm(s @ t)).real
`,
  frechetOfInception: `
ga, gb = (draws(s, 2500 * 2048).reshape(2500, 2048) for s in (8, 9))
def frechetOfInception():
    s, t = np.cov(ga, rowvar=False), np.cov(gb, rowvar=False)
    values, vectors = np.linalg.eigh(s)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    cross = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ t @ root), 0)).sum()
    return ((ga.mean(0) - gb.mean(0)) ** 2).sum() + np.trace(s + t) - 2 * cross
`,
};

const snippet = (...names: (keyof typeof parts)[]) =>
  `${images}${names.map((name) => parts[name]).join('')}
def run():
    ${names.map((name) => `${name}()`).join('; ')}
`;

const of = (name: string, options: Record<string, unknown> = {}, pair: Scored = unmasked) => {
  const metric = metricNamed(name);
  const convention = metric.resolve(options);
  return () => metric.compute(pair, convention);
};

const suite = ['psnr', 'mae', 'ssim', 'ms-ssim', 'subband-psnr', 'power-spectrum', 'hallucination'].map(
  (name) => of(name),
);

const compared: readonly Bench[] = [
  { name: 'psnr, scikit-image', run: of('psnr'), python: snippet('psnr') },
  { name: 'mse, scikit-image', run: of('mse'), python: snippet('mse') },
  { name: 'mae, NumPy', run: of('mae'), python: snippet('mae') },
  { name: 'difference, NumPy', run: of('difference'), python: snippet('difference') },
  { name: 'bland-altman, NumPy', run: of('bland-altman'), python: snippet('means') },
  { name: 'ssim Gaussian 11, scikit-image', run: of('ssim'), python: snippet('ssim') },
  {
    name: 'ssim Gaussian 11, torchmetrics float32',
    run: of('ssim', { boundary: 'mirror' }),
    python: snippet('torchSsim'),
  },
  {
    name: 'ssim uniform 7, scikit-image',
    run: of('ssim', { window: 'uniform' }),
    python: snippet('uniform'),
  },
  { name: 'ms-ssim, torchmetrics float32', run: of('ms-ssim'), python: snippet('msSsim') },
  { name: 'subband-psnr, PyWavelets', run: of('subband-psnr'), python: snippet('subbands') },
  { name: 'subband-energy, PyWavelets', run: of('subband-energy'), python: snippet('energies') },
  { name: 'power-spectrum, NumPy', run: of('power-spectrum'), python: snippet('spectrum') },
  { name: 'isotropic-spectrum, NumPy', run: of('isotropic-spectrum'), python: snippet('isotropic') },
  {
    name: 'log-power-distance, NumPy',
    run: of('log-power-distance'),
    python: snippet('logPowerDistance'),
  },
  { name: 'hallucination, NumPy', run: of('hallucination'), python: snippet('rates') },
  { name: 'region-psnr, scikit-image', run: of('region-psnr', {}, scored), python: snippet('regionPsnr') },
  { name: 'region-ssim, scikit-image', run: of('region-ssim', {}, scored), python: snippet('regionSsim') },
  {
    name: 'latent-similarity, PyTorch',
    run: of('latent-similarity', {}, latents),
    python: snippet('latent'),
  },
  {
    name: 'Frechet distance 2 x 128 x 256, SciPy',
    run: () => frechetDistance(features[0], features[1]),
    python: snippet('frechet'),
  },
  {
    name: 'Frechet distance 2 x 2500 x 2048, NumPy',
    run: () => frechetDistance(...inception()),
    python: snippet('frechetOfInception'),
  },
  {
    name: 'metric suite, seven metrics an image',
    run: () => {
      for (const compute of suite) compute();
    },
    python: snippet('psnr', 'mae', 'ssim', 'msSsim', 'subbands', 'spectrum', 'rates'),
  },
];

const alone = metrics.filter(({ name }) => !compared.some((bench) => bench.name.split(/[ ,]/)[0] === name));

/**
 * Metrics on 256x256 grey images (latents: 3x64x64), against the Python tools that one would pick, and those of the
 * catalogue that have no such tool here by themselves.
 */
export const benches: readonly Bench[] = [
  ...compared,
  ...alone.map(
    ({ name, kind }): Bench => ({
      name,
      run: of(name, {}, kind === 'edge' ? { image: edge, reference: edge } : scored) as () => void,
    }),
  ),
];
