import { normalGrain } from './grain.ts';
import { between, type Phantom } from './phantom.ts';
import { powerLawNoise } from './spectral-field.ts';

/** Leaves of one scene in view, and those that fall from its first image to its last. */
const inView = 220;
const falling = 60;
/** Radii in units of the field of view. */
const smallest = 1.5 / 64;
const largest = 28 / 64;

export const deadLeaves: Phantom = {
  title: 'Dead leaves',
  description:
    'The standard model of natural images (Lee, Mumford and Huang 2001): opaque textured ellipses of radius density r^-3 that lie on each other, with edges at all scales.',
  slices: 'one scene while leaves keep falling: later images show later leaves on top',
  subject(named, size) {
    const draws = named('leaves');
    const soft = powerLawNoise(named('soft'), size, 1).a;
    const rough = powerLawNoise(named('rough'), size, 0.6).a;
    const ground = draws.uniform();
    const leaves = Array.from({ length: inView + falling }, () => ({
      // The inverse of the distribution function whose density is r^-3 between the two radii.
      radius: 1 / Math.sqrt(draws.uniform() * (smallest ** -2 - largest ** -2) + largest ** -2),
      x: between(draws, -0.125, 1.125),
      y: between(draws, -0.125, 1.125),
      grey: draws.uniform(),
      contrast: between(draws, 0, 0.1),
      flatness: between(draws, 0.6, 1),
      angle: between(draws, 0, Math.PI),
      texture: draws.uniform() < 0.5 ? soft : rough,
    }));
    return (position) => {
      const scene = Float64Array.from(soft, (value) => ground + 0.06 * value);
      const first = Math.round(position * falling);
      for (const leaf of leaves.slice(first, first + inView)) drop(leaf, scene, size);
      return { image: normalGrain(scene, 0.008, named('noise', position)) };
    };
  },
};

interface Leaf {
  readonly radius: number;
  readonly x: number;
  readonly y: number;
  readonly grey: number;
  readonly contrast: number;
  readonly flatness: number;
  readonly angle: number;
  readonly texture: Float64Array;
}

/** Covers the scene with a leaf; a pixel on its border is covered by as much as its centre is inside. */
function drop(leaf: Leaf, scene: Float64Array, size: number): void {
  const { grey, contrast, texture, flatness } = leaf;
  const radius = leaf.radius * size;
  const [left, top] = [leaf.x * size, leaf.y * size];
  const reach = radius + 1;
  const [x0, x1] = [Math.max(0, Math.floor(left - reach)), Math.min(size, Math.ceil(left + reach))];
  const [y0, y1] = [Math.max(0, Math.floor(top - reach)), Math.min(size, Math.ceil(top + reach))];
  const cos = Math.cos(leaf.angle);
  const sin = Math.sin(leaf.angle);
  for (let row = y0; row < y1; row++) {
    const v = row + 0.5 - top;
    for (let column = x0; column < x1; column++) {
      const u = column + 0.5 - left;
      const along = u * cos + v * sin;
      const across = (v * cos - u * sin) / flatness;
      const cover = Math.min(1, radius - Math.sqrt(along * along + across * across) + 0.5);
      if (cover <= 0) continue;
      const i = row * size + column;
      scene[i] += (grey + contrast * texture[i] - scene[i]) * cover;
    }
  }
}
