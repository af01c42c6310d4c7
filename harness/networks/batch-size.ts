/** At most so many samples go through a network at once, and so many pixels: what lies between takes memory. */
const most = { samples: 32, pixels: 32 * 64 * 64 };

/** How many samples of so many pixels go through a network at once: as many as was declared, else what fits anywhere. */
export function batchSize(pixels: number, { batch }: { readonly batch?: number } = {}): number {
  return batch ?? Math.max(1, Math.min(most.samples, Math.floor(most.pixels / pixels)));
}
