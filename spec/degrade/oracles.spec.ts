import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { zeroFilled } from '../../harness/baselines/zero-filled.ts';
import type { Boundary } from '../../harness/degrade/boundary.ts';
import { boxMean } from '../../harness/degrade/box-mean.ts';
import { gaussianBlur } from '../../harness/degrade/gaussian-blur.ts';
import { interpolateBilinear } from '../../harness/degrade/interpolate.ts';
import { truncateKSpace } from '../../harness/degrade/k-space-truncation.ts';
import type { KernelName } from '../../harness/degrade/kernel.ts';
import { type Refinement, refine } from '../../harness/degrade/refinement.ts';
import { type ResizeMode, resize } from '../../harness/degrade/resize.ts';
import type { Image } from '../../harness/numeric/image.ts';
import { lcgImage } from './lcg-image.ts';

interface ResizeCase {
  seed: number;
  from: [number, number];
  to: [number, number];
  kernel: KernelName;
  sha256?: string;
  values?: number[];
}
interface GaussianCase {
  seed: number;
  size: [number, number];
  sigma: number;
  truncate: number;
  boundary: Boundary;
  values: number[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/oracles/${name}`, import.meta.url), 'utf8'));

const pillow12 = read('degrade-pillow12.json') as {
  versions: Record<string, string>;
  resizeUint8: ResizeCase[];
};
const oracle = read('degrade.json') as {
  versions: Record<string, string>;
  resizeUint8: ResizeCase[];
  resizeFloat: (ResizeCase & { values: number[] })[];
  gaussian: GaussianCase[];
  interpolate: { seed: number; from: [number, number]; to: [number, number]; values: number[] }[];
};
const composed = read('degrade-composed.json') as {
  versions: Record<string, string>;
  boxMean: { seed: number; size: [number, number]; factor: number; values: number[] }[];
  refinement: { seed: number; size: [number, number]; setting: Refinement; values: number[] }[];
};

const kSpace = read('k-space.json') as {
  versions: Record<string, string>;
  truncation: { seed: number; signed: boolean; size: [number, number]; factor: number; values: number[] }[];
  zeroFilling: { seed: number; from: [number, number]; to: [number, number]; values: number[] }[];
};

describe('degradations agree with independent programs', () => {
  it(`resize in mode uint8 equals Pillow ${oracle.versions['pillow']} bit for bit`, () => {
    expect(oracle.resizeUint8.length).to.be.above(400);
    for (const entry of oracle.resizeUint8) expectSteps(entry, 'uint8');
  });

  it(`resize in mode uint8-pillow12 equals Pillow ${pillow12.versions['pillow']} where the order of passes matters`, () => {
    expect(pillow12.resizeUint8.length).to.be.above(50);
    for (const entry of pillow12.resizeUint8) expectSteps(entry, 'uint8-pillow12');
  });

  it('resize in mode float equals Pillow in mode F to 1e-6', () => {
    expect(oracle.resizeFloat.length).to.be.above(50);
    for (const { seed, from, to, kernel, values } of oracle.resizeFloat) {
      const result = resize(lcgImage(seed, ...from, 'float'), ...to, kernel, 'float');
      expectClose(result, values, 1e-6, `${kernel} ${from} to ${to}, seed ${seed}`);
    }
  });

  it(`the Gaussian blur equals SciPy ${oracle.versions['scipy']} to 1e-14 at every boundary`, () => {
    for (const { seed, size, values, ...setting } of oracle.gaussian) {
      expectClose(
        gaussianBlur(lcgImage(seed, ...size, 'float'), setting),
        values,
        1e-14,
        JSON.stringify(setting),
      );
    }
  });

  it(`means over blocks equal scikit-image ${composed.versions['skimage']} to 1e-14`, () => {
    for (const { seed, size, factor, values } of composed.boxMean) {
      expectClose(boxMean(lcgImage(seed, ...size, 'float'), factor), values, 1e-14, `${size} by ${factor}`);
    }
  });

  it('refinement equals blur by SciPy, then Pillow in mode F down and up, to 1e-6', () => {
    for (const { seed, size, setting, values } of composed.refinement) {
      expectClose(refine(lcgImage(seed, ...size, 'float'), setting), values, 1e-6, JSON.stringify(setting));
    }
  });

  it(`truncation of k-space equals NumPy ${kSpace.versions['numpy']} and SciPy ${kSpace.versions['scipy']} to 1e-14`, () => {
    for (const { seed, signed, size, factor, values } of kSpace.truncation) {
      const image = lcgImage(seed, ...size, 'float');
      const given = { ...image, data: image.data.map((value) => value - (signed ? 0.5 : 0)) };
      expectClose(truncateKSpace(given, factor), values, 1e-14, `${size} by ${factor}, signed: ${signed}`);
    }
  });

  it(`zero-filling equals SciPy ${kSpace.versions['scipy']} to 1e-14`, () => {
    for (const { seed, from, to, values } of kSpace.zeroFilling) {
      expectClose(zeroFilled(lcgImage(seed, ...from, 'float'), ...to), values, 1e-14, `${from} to ${to}`);
    }
  });

  it(`bilinear interpolation equals PyTorch ${oracle.versions['torch']} to 1e-12`, () => {
    for (const { seed, from, to, values } of oracle.interpolate) {
      expectClose(
        interpolateBilinear(lcgImage(seed, ...from, 'float'), ...to),
        values,
        1e-12,
        `${from} to ${to}`,
      );
    }
  });
});

function expectClose(image: Image, values: number[], tolerance: number, title: string): void {
  expect(image.data.length, title).to.equal(values.length);
  const worst = image.data.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i])), 0);
  expect(worst, title).to.be.at.most(tolerance);
}

function expectSteps({ seed, from, to, kernel, sha256, values }: ResizeCase, mode: ResizeMode): void {
  const result = resize(lcgImage(seed, ...from, 'uint8'), ...to, kernel, mode);
  const steps = Uint8Array.from(result.data, (value) => Math.round(value * 255));
  const title = `${kernel} ${from} to ${to}, seed ${seed}`;
  if (values) expect([...steps], title).to.deep.equal(values);
  expect(createHash('sha256').update(steps).digest('hex').slice(0, 16), title).to.equal(sha256);
}
