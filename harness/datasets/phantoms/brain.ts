import { createImage } from '../../numeric/image.ts';
import { type Cut, cutLevel } from './brain-level.ts';
import { drawTraits } from './brain-traits.ts';
import { drawFrame } from './frame.ts';
import { ricianGrain } from './grain.ts';
import { drawLesion } from './lesion.ts';
import type { Phantom } from './phantom.ts';
import { ellipse, mix, ridge, step } from './profile.ts';
import { bandNoise, powerLawNoise, turned } from './spectral-field.ts';

export const brain: Phantom = {
  title: 'Brain',
  description:
    'Axial slices of a head from the basal ganglia to above the ventricles: scalp, skull, folded grey over white matter, ventricles, deep nuclei, and one lesion that every slice cuts and the mask outlines.',
  slices: 'neighbouring slices of one head: the ventricles close and the sulci wander from slice to slice',
  masks: true,
  subject(named, size) {
    const shape = named('shape');
    const pose = { rotation: 8, scale: 0.08, shift: 0.06, warp: 0.025, smoothness: 2.56 };
    const { x, y } = drawFrame(shape, named('warp'), size, pose);
    const traits = { ...drawTraits(shape), lesion: drawLesion(named('lesion')) };
    const ribbon = bandNoise(named('ribbon'), size, { low: 1.92, high: 6.4 });
    const sulci = bandNoise(named('sulci'), size, { low: 1.92, high: 5.44 });
    const fine = bandNoise(named('fine'), size, { low: 6.4, high: 19.2 });
    const cloud = powerLawNoise(named('cloud'), size, 0.8);
    return (position) => {
      const level = 2 * position - 1;
      const fields = {
        ribbon: turned(ribbon, level),
        sulci: turned(sulci, level),
        fine: turned(fine, 5 * level),
        cloud: turned(cloud, 2 * level),
      };
      const cut = cutLevel(level, traits);
      const data = new Float64Array(size * size);
      const mask = new Float64Array(size * size);
      const pixel = { signal: 0, lesion: 0 };
      for (let i = 0; i < data.length; i++) {
        render(pixel, x[i], y[i], i, cut, fields);
        data[i] = pixel.signal;
        mask[i] = pixel.lesion;
      }
      return {
        image: ricianGrain(data, 0.012, named('noise', position)),
        mask: createImage(1, size, size, mask),
      };
    };
  },
};

interface Fields {
  readonly ribbon: Float64Array;
  readonly sulci: Float64Array;
  readonly fine: Float64Array;
  readonly cloud: Float64Array;
}

function render(
  pixel: { signal: number; lesion: number },
  x: number,
  y: number,
  i: number,
  t: Cut,
  fields: Fields,
): void {
  // The front of the head, up in the image, is narrower than its back.
  const u = x / (t.radiusX * (1 + t.taper * y));
  const v = y / t.radiusY;
  const depth = (1 - Math.sqrt(u * u + v * v)) * 0.75;
  const scalp = t.scalp * ridge(depth - 0.03, 0.035);
  const inner = depth - 0.12;
  const inside = step(inner, 0.02);
  pixel.lesion = 0;
  pixel.signal = 0.03 + scalp * (1 - inside);
  if (inside === 0) return;

  const ribbon = fields.ribbon[i];
  const speckle = 0.02 * fields.fine[i];
  let tissue = mix(t.grey, t.white, step(inner - 0.1 - 0.05 * ribbon, 0.02)) + speckle;
  const sulcus = ridge(fields.sulci[i], 0.3) * step(0.17 + 0.04 * ribbon - inner, 0.03);
  tissue = mix(tissue, t.fluid, 0.7 * sulcus);
  const [left, right] = t.nuclei;
  const nucleus = x < 0 ? left : right;
  if (t.nucleusSize > 0) {
    const border = ellipse(
      Math.abs(x) - nucleus.x,
      y - nucleus.y,
      nucleus.radiusX * t.nucleusSize,
      nucleus.radiusY * t.nucleusSize,
    );
    tissue = mix(tissue, t.grey + 0.04 + speckle, step(border, 0.02));
  }
  if (t.ventricleSize > 0) {
    const along = 2 * Math.abs(y);
    const horn = Math.abs(x) - 0.07 - 0.12 * along * Math.sqrt(along);
    const wall = ellipse(horn, y - t.ventricleY, t.ventricle * 0.06 * t.ventricleSize, t.ventricleLength);
    tissue = mix(tissue, t.fluid, step(wall, 0.015));
  }
  const wave = 0.015 * Math.sin(9 * y + t.fissurePhase);
  const fissure = ridge(x + wave, 0.022) * step(Math.abs(y) - t.fissureFrom, 0.04);
  tissue = mix(tissue, t.fluid, 0.6 * fissure);

  const border = t.lesion.border(x, y, ribbon);
  if (border > -0.25) {
    tissue -= 0.07 * step(border + 0.1, 0.03); // oedema
    tissue = mix(tissue, t.fluid + t.lesion.core + speckle, step(border - 0.03, 0.02));
    tissue = mix(tissue, t.white + 0.15, t.lesion.rim * ridge(border - 0.025, 0.025)); // enhancing rim
    pixel.lesion = border > 0 && inner > 0 ? 1 : 0;
  }
  pixel.signal += inside * (tissue + 0.012 * fields.cloud[i]);
}
