import type { Option } from '../language/option.ts';

/** What lies beyond an image's border, by the names of `scipy.ndimage`. */
export const boundaryNames = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'] as const;

/**
 * `reflect` d c b a | a b c d | d c b a, `mirror` d c b | a b c d | c b a, `nearest` a a a | a b c d | d d d,
 * `wrap` b c d | a b c d | a b c, `constant` zeros.
 */
export type Boundary = (typeof boundaryNames)[number];

export const boundaryOption: Option<Boundary> = {
  enum: boundaryNames,
  default: 'reflect',
  description:
    "What lies beyond the image's border, by SciPy's names: `reflect` d c b a | a b c d | d c b a, `mirror` d c b | a b c d | c b a, `nearest` a a a | a b c d | d d d, `wrap` b c d | a b c d | a b c, `constant` zeros.",
};

/** The position on 0 .. size - 1 that stands at `i`, which may lie outside; -1 for a zero. */
export function positionAt(i: number, size: number, boundary: Boundary): number {
  if (i >= 0 && i < size) return i;
  switch (boundary) {
    case 'constant':
      return -1;
    case 'nearest':
      return i < 0 ? 0 : size - 1;
    case 'wrap':
      return modulo(i, size);
    case 'reflect': {
      const j = modulo(i, 2 * size);
      return j < size ? j : 2 * size - 1 - j;
    }
    case 'mirror': {
      if (size === 1) return 0;
      const j = modulo(i, 2 * size - 2);
      return j < size ? j : 2 * size - 2 - j;
    }
  }
}

function modulo(i: number, n: number): number {
  return ((i % n) + n) % n;
}
