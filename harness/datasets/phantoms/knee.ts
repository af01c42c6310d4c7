import type { Stream } from '../../numeric/stream.ts';
import { drawFrame } from './frame.ts';
import { ricianGrain } from './grain.ts';
import { between, type Phantom } from './phantom.ts';
import { ellipse, mix, ridge, step } from './profile.ts';
import { bandNoise, turned } from './spectral-field.ts';

export const knee: Phantom = {
  title: 'Knee',
  description:
    'A sagittal knee: femur, tibia and patella in trabecular bone, cartilage, menisci, muscle and fat, with Rician grain.',
  slices: 'neighbouring slices: bones narrow to either side, textures change with depth',
  subject(named, size) {
    const shape = named('shape');
    const pose = { rotation: 8, scale: 0.1, shift: 0.08, warp: 0.05, smoothness: 2.56 };
    const { x, y } = drawFrame(shape, named('warp'), size, pose);
    const traits = drawTraits(shape);
    const muscle = bandNoise(named('muscle'), size, {
      low: 5.12,
      high: 19.2,
      along: { angle: Math.PI / 2 + between(shape, -0.4, 0.4), factor: 3 },
    });
    const trabeculae = bandNoise(named('trabeculae'), size, {
      low: 8.96,
      high: 21.76,
      along: { angle: Math.PI / 2 + between(shape, -0.5, 0.5), factor: between(shape, 1.3, 2.2) },
    });
    const marrow = bandNoise(named('marrow'), size, { low: 1.28, high: 3.84 });
    const lining = bandNoise(named('lining'), size, { low: 0.64, high: 3.2 });
    return (position) => {
      const depth = 2 * position - 1;
      const fields = {
        muscle: turned(muscle, 3 * depth),
        trabeculae: turned(trabeculae, 3 * depth),
        marrow: turned(marrow, 1.5 * depth),
        lining: turned(lining, 0.75 * depth),
      };
      const data = new Float64Array(size * size);
      const slice = { ...traits, ...sideways(depth) };
      for (let i = 0; i < data.length; i++) data[i] = signal(x[i], y[i], i, slice, fields);
      return { image: ricianGrain(data, 0.012, named('noise', position)) };
    };
  },
};

type Traits = ReturnType<typeof drawTraits>;

function drawTraits(shape: Stream) {
  const draw = (low: number, high: number) => between(shape, low, high);
  const femurY = draw(-0.2, -0.1);
  return {
    legPhase: draw(0, 6),
    soft: draw(0.28, 0.4),
    fat: draw(0.75, 0.9),
    femurY,
    shaft: draw(0.26, 0.36),
    condyle: draw(0.46, 0.56),
    condyleHeight: draw(0.28, 0.36),
    tibiaY: draw(0.4, 0.48),
    tibiaShaft: draw(0.24, 0.34),
    plateau: draw(0.46, 0.56),
    plateauHeight: draw(0.2, 0.26),
    patellaX: -draw(0.6, 0.68),
    patellaY: femurY - draw(0, 0.1),
    patellaHeight: draw(0.18, 0.24),
    cartilage: draw(0.75, 0.92),
    bone: draw(0.55, 0.68),
    grain: draw(0.05, 0.09),
    physis: draw(0.02, 0.12),
    physisPhase: draw(0, 6),
  };
}

/** How much narrower than in the middle the bones and the patella are at a depth from -1 to 1. */
function sideways(depth: number) {
  return { width: 1 - 0.12 * depth ** 2, patella: Math.sqrt(1 - (0.75 * depth) ** 2) };
}

interface Fields {
  readonly muscle: Float64Array;
  readonly trabeculae: Float64Array;
  readonly marrow: Float64Array;
  readonly lining: Float64Array;
}

function signal(
  x: number,
  y: number,
  i: number,
  t: Traits & ReturnType<typeof sideways>,
  fields: Fields,
): number {
  const across = Math.abs(x);
  const leg = 0.8 + 0.08 * Math.sin(2 * y + t.legPhase) - across;
  const inside = step(leg, 0.02);
  let value = 0.03 + inside * (t.soft + 0.06 * fields.muscle[i] - 0.03);
  const fat = inside * step(0.13 + 0.03 * fields.lining[i] - leg, 0.02);
  value = mix(value, t.fat + 0.03 * fields.muscle[i], fat);

  const femur = Math.max(
    Math.min(t.shaft * t.width - across, t.femurY - y + 0.1),
    ellipse(x, y - t.femurY, t.condyle * t.width, t.condyleHeight),
  );
  const tibia = Math.max(
    Math.min(t.tibiaShaft * t.width - across, y - t.tibiaY),
    ellipse(x, y - t.tibiaY, t.plateau * t.width, t.plateauHeight),
  );
  const patella = ellipse(x - t.patellaX, y - t.patellaY, 0.1 * t.patella, t.patellaHeight * t.patella);
  const bone = Math.max(femur, tibia, patella);

  const joint = 0.5 * (t.femurY + t.tibiaY);
  const cartilage = ridge(bone + 0.05, 0.03) * step(0.35 - Math.abs(y - joint - 0.02), 0.05);
  value = mix(value, t.cartilage, cartilage);
  const meniscus =
    step(across - 0.22, 0.03) * step(0.52 - across, 0.03) * ridge(y - joint - 0.045, 0.04 + 0.06 * across);
  value = mix(value, 0.08, 0.8 * meniscus);

  const marrow = step(bone, 0.012);
  if (marrow > 0) {
    const wave = 0.03 * Math.sin(6 * x + t.physisPhase);
    const physis = ridge(y - t.femurY + t.physis + wave, 0.018) * step(femur, 0.02);
    const trabecular = t.bone + t.grain * fields.trabeculae[i] + 0.05 * fields.marrow[i] - 0.3 * physis;
    value = mix(value, trabecular, marrow);
  }
  return mix(value, 0.1, 0.75 * ridge(bone - 0.005, 0.022));
}
