import type { Image } from '../../harness/numeric/image.ts';
import { multiplicity, power2d } from '../../harness/numeric/power-2d.ts';

export type Statistic = keyof typeof statistics;

/** Statistics of a square grey image, as golden/oracles/phantoms.py takes them. */
export const statistics = {
  mean: ({ data }: Image) => mean(data),
  deviation: ({ data }: Image) => {
    const centre = mean(data);
    return Math.sqrt(mean(data.map((value) => (value - centre) ** 2)));
  },
  gradientEnergy: ({ data, width: size }: Image) => {
    let sum = 0;
    for (let i = 0; i < data.length; i++) {
      if (i % size > 0) sum += (data[i]! - data[i - 1]!) ** 2;
      if (i >= size) sum += (data[i]! - data[i - size]!) ** 2;
    }
    return sum / (size * (size - 1));
  },
  /** Slope of log power against log frequency over 15 rings of equal width from 1.5/64 to 1/2 cycles a pixel. */
  powerSlope: ({ data, width: size }: Image) => {
    const rings = Array.from({ length: 15 }, () => ({ count: 0, radius: 0, power: 0 }));
    const [low, high] = [1.5 / 64, 0.5];
    const { rows, data: power } = power2d(data, size, size);
    for (let i = 0; i < power.length; i++) {
      const ky = i % rows;
      const kx = Math.floor(i / rows);
      const radius = Math.hypot(Math.min(kx, size - kx), ky) / size;
      const ring = rings[Math.floor(((radius - low) / (high - low)) * 15)];
      if (!ring) continue;
      const weight = multiplicity(ky, size);
      ring.count += weight;
      ring.radius += weight * radius;
      ring.power += weight * power[i]!;
    }
    const x = rings.map(({ radius, count }) => Math.log(radius / count));
    const y = rings.map(({ power: sum, count }) => Math.log(sum / count));
    const [mx, my] = [mean(x), mean(y)];
    return mean(x.map((value, i) => (value - mx) * (y[i]! - my))) / mean(x.map((value) => (value - mx) ** 2));
  },
};

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
