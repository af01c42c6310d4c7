import type { Stream } from '../../numeric/stream.ts';
import { bones } from './chest-bones.ts';
import { drawFrame } from './frame.ts';
import { photonGrain } from './grain.ts';
import { between, type Phantom } from './phantom.ts';
import { ellipse, mix, ridge, step } from './profile.ts';
import { bandNoise, powerLawNoise } from './spectral-field.ts';

export const chest: Phantom = {
  title: 'Chest',
  description:
    'A frontal radiograph of a chest: lungs with vessels, heart, diaphragm, spine, ribs and clavicles, with photon noise.',
  slices: 'exposures of one chest: breath, stance and tube output differ a little, the anatomy does not',
  subject(named, size) {
    const shape = named('shape');
    const pose = { rotation: 4, scale: 0.1, shift: 0.08, warp: 0.035, smoothness: 2.56 };
    const { x, y } = drawFrame(shape, named('warp'), size, pose);
    const traits = drawTraits(shape);
    const skeleton = bones(shape);
    const fields = {
      haze: powerLawNoise(named('haze'), size, 1.2).a,
      large: bandNoise(named('large'), size, { low: 3.84, high: 10.88 }).a,
      small: bandNoise(named('small'), size, { low: 7.68, high: 19.2 }).a,
    };
    return (position) => {
      const stance = drawStance(named('exposure', position));
      const data = new Float64Array(size * size);
      for (let i = 0; i < data.length; i++) {
        const u = x[i] + stance.x - stance.turn * y[i];
        const v = y[i] + stance.y + stance.turn * x[i];
        const soft = tissue(u, v, i, stance.breath, traits, fields);
        data[i] = Math.max(0.02, Math.min(1, stance.gain * (soft + skeleton(u, v))));
      }
      return { image: photonGrain(data, 4000, named('noise', position)) };
    };
  },
};

type Traits = ReturnType<typeof drawTraits>;

function drawTraits(shape: Stream) {
  const draw = (low: number, high: number) => between(shape, low, high);
  const lung = (side: -1 | 1) => ({
    x: side * draw(0.42, 0.48),
    y: draw(-0.02, 0.06),
    radiusX: draw(0.32, 0.38),
    radiusY: draw(0.7, 0.8),
    diaphragm: draw(0.45, 0.6),
  });
  return {
    sidePhase: draw(0, 6),
    body: draw(0.5, 0.62),
    lungs: [lung(-1), lung(1)] as const,
    heartX: draw(0.08, 0.18),
    heartY: draw(0.22, 0.34),
    heartRadiusX: draw(0.26, 0.36),
    heartRadiusY: draw(0.28, 0.36),
    dark: draw(0.15, 0.26),
    spineWidth: draw(0.09, 0.13),
    vertebra: (2 * Math.PI) / draw(0.15, 0.19),
    spinePhase: draw(0, 6),
  };
}

/** What differs between two exposures of one chest. */
function drawStance(draws: Stream) {
  return {
    x: between(draws, -0.02, 0.02),
    y: between(draws, -0.02, 0.02),
    turn: between(draws, -0.02, 0.02),
    breath: between(draws, -0.04, 0.04),
    gain: 0.95 * between(draws, 0.97, 1.03),
  };
}

interface Fields {
  readonly haze: Float64Array;
  readonly large: Float64Array;
  readonly small: Float64Array;
}

function tissue(x: number, y: number, i: number, breath: number, t: Traits, fields: Fields): number {
  const side = 0.95 + 0.05 * Math.sin(3 * y + t.sidePhase) - Math.abs(x);
  let value = 0.05 + t.body * step(side, 0.03) + 0.03 * fields.haze[i];
  const heart = ellipse(x - t.heartX, y - t.heartY, t.heartRadiusX, t.heartRadiusY);
  const lung = Math.min(Math.max(lungAt(x, y, t.lungs[0], breath), lungAt(x, y, t.lungs[1], breath)), -heart);
  const inLung = step(lung, 0.02);
  value = mix(value, t.dark, inLung);
  value += 0.18 * ridge(x, t.spineWidth) * (1 + 0.25 * Math.sin(t.vertebra * y + t.spinePhase));
  if (inLung === 0) return value;
  // Vessels lie where band noise crosses zero and fade with the distance from the hilum.
  const hilum = Math.sqrt((Math.abs(x) - 0.2) ** 2 + y * y);
  const vessels =
    0.26 * ridge(fields.large[i], 0.22) * Math.exp(-hilum / 0.45) +
    0.12 * ridge(fields.small[i], 0.3) * Math.exp(-hilum / 0.6);
  return value + inLung * vessels;
}

function lungAt(x: number, y: number, lung: Traits['lungs'][number], breath: number): number {
  const wall = ellipse(x - lung.x, y - lung.y, lung.radiusX, lung.radiusY);
  return Math.min(wall, lung.diaphragm + breath + 0.5 * (x - lung.x) ** 2 - y);
}
