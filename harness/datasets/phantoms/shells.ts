/** Frequencies of a square field, in cycles over its side. */
export interface Shells {
  readonly kx: Int16Array;
  readonly ky: Int16Array;
  /** How many there are: the constant, (0, 0), is left out. */
  readonly count: number;
  /** The largest `|kx|` and `|ky|`. */
  readonly largest: number;
}

/**
 * The frequencies that have neither |kx| nor |ky| above `largest` nor at Nyquist's, which is its own mirror image;
 * shell by shell of `max(|kx|, |ky|)`, so that the frequencies of a smaller field come first.
 * @param size the field's side, even
 */
export function shellsOf(size: number, largest: number): Shells {
  const most = Math.min(largest, size / 2 - 1);
  const known = shells.get(most) ?? listed(most);
  shells.set(most, known);
  return known;
}

const shells = new Map<number, Shells>();

function listed(largest: number): Shells {
  const length = (2 * largest + 1) ** 2 - 1;
  const kx = new Int16Array(length);
  const ky = new Int16Array(length);
  let count = 0;
  for (let shell = 1; shell <= largest; shell++) {
    for (let y = -shell; y <= shell; y++) {
      const inside = Math.abs(y) < shell;
      for (let x = -shell; x <= shell; x += inside ? 2 * shell : 1) {
        kx[count] = x;
        ky[count++] = y;
      }
    }
  }
  return { kx, ky, count, largest };
}
