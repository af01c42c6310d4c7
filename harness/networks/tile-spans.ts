/** A tile along one axis: what is computed, and the part of it that is kept. */
export interface TileSpan {
  readonly from: number;
  readonly to: number;
  readonly keepFrom: number;
  readonly keepTo: number;
}

/**
 * Tiles of one length over an axis. What is kept of each lies at least `halo` within the tile, or reaches to the same
 * edge of the axis as the tile; together the kept parts are the axis. One tile where the axis is no longer than it.
 * @param size, tile, halo multiples of an autoencoder's factor, so that its grid is the same in every tile
 * @param tile more than twice the halo
 */
export function tileSpans(size: number, tile: number, halo: number): readonly TileSpan[] {
  if (size <= tile) return [{ from: 0, to: size, keepFrom: 0, keepTo: size }];
  const spans: TileSpan[] = [];
  for (let keepFrom = 0; keepFrom < size; keepFrom = spans.at(-1)!.keepTo) {
    const from = Math.min(Math.max(0, keepFrom - halo), size - tile);
    const to = from + tile;
    spans.push({ from, to, keepFrom, keepTo: to === size ? size : to - halo });
  }
  return spans;
}
