import { InputError } from '../numeric/input-error.ts';
import { multiplicity } from '../numeric/power-2d.ts';

/** Which radial bin each frequency of a half spectrum falls into. */
export interface RadialBins {
  readonly bins: number;
  /** Bin of the frequency at index `kx * rows + ky`, -1 where it falls into none. */
  readonly index: Int16Array;
  /** Frequencies of the whole spectrum in each bin. */
  readonly counts: Float64Array;
}

/** How the radius of a frequency is measured and where the bins lie. */
export interface RadialConvention {
  readonly bins: number;
  /**
   * 'index': integer frequencies from 0 to the farthest corner's radius (the release); 'cycles': cycles per
   * pixel from 0 to Nyquist's 0.5, so that the bins are isotropic on images that are not square.
   */
  readonly radius: 'index' | 'cycles';
  /** Whether the last bin holds its upper end, or is half open like the others. */
  readonly lastEdge: 'inclusive' | 'exclusive';
}

/**
 * Bins of equal width for the frequencies of a `[height, width]` plane.
 * @throws InputError when the plane has too few frequencies to fill every bin.
 */
export function radialBins(
  where: string,
  height: number,
  width: number,
  convention: RadialConvention,
): RadialBins {
  const { bins, radius, lastEdge } = convention;
  const key = JSON.stringify([height, width, bins, radius, lastEdge]);
  const found = known.get(key) ?? sorted(height, width, convention);
  if (known.size >= 8) known.clear(); // a set of images has few sizes
  known.set(key, found);
  const empty = found.counts.indexOf(0);
  if (empty < 0) return found;
  throw new InputError({
    where,
    expected: `an image whose frequencies fill ${bins} radial bins`,
    got: `${height}x${width} pixels, which leave bin ${empty} empty`,
    remedy: 'give a larger image or ask for fewer bins (option bins)',
  });
}

// The sorting depends on nothing but the key, so keeping it changes no result.
const known = new Map<string, RadialBins>();

function sorted(height: number, width: number, convention: RadialConvention): RadialBins {
  const { bins, radius, lastEdge } = convention;
  const rows = (height >> 1) + 1;
  const [unitY, unitX] = radius === 'index' ? [1, 1] : [1 / height, 1 / width];
  const largest = radius === 'index' ? Math.sqrt((height >> 1) ** 2 + (width >> 1) ** 2) : 0.5;
  const edges = edgesOf(largest, bins);
  const index = new Int16Array(width * rows).fill(-1);
  const counts = new Float64Array(bins);
  for (let kx = 0; kx < width; kx++) {
    const fx = unitX * Math.min(kx, width - kx);
    for (let ky = 0; ky < rows; ky++) {
      const r = Math.sqrt((unitY * ky) ** 2 + fx ** 2);
      const bin = r === largest && lastEdge === 'inclusive' ? bins - 1 : binOf(r, edges);
      if (bin < 0) continue;
      index[kx * rows + ky] = bin;
      counts[bin] += multiplicity(ky, height);
    }
  }
  return { bins, index, counts };
}

// As numpy.linspace rounds them, so that frequencies on an edge fall to the same side.
function edgesOf(largest: number, bins: number): Float64Array {
  const step = largest / bins;
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? largest : i * step));
}

function binOf(r: number, edges: Float64Array): number {
  const bins = edges.length - 1;
  if (r >= edges[bins]) return -1;
  let bin = Math.min(Math.floor((r / edges[bins]) * bins), bins - 1);
  while (r < edges[bin]) bin--;
  while (r >= edges[bin + 1]) bin++;
  return bin;
}
