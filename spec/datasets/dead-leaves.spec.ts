import { expect } from 'chai';
import { deadLeaves } from '../../harness/datasets/phantoms/dead-leaves.ts';
import { type Stream, stream } from '../../harness/numeric/stream.ts';

/** What is drawn for a leaf, each on [0, 1), in the order in which it is drawn. */
type Draws = readonly [
  radius: number,
  x: number,
  y: number,
  grey: number,
  contrast: number,
  flatness: number,
  angle: number,
  texture: number,
];

const size = 64;
/** The smallest leaf, its centre an eighth of the image beyond the corner: it covers nothing. */
const unseen: Draws = [1, 0, 0, 0.5, 0, 0, 0, 0];
/** A place of the image, of those from -1/8 to 9/8 where leaves fall. */
const at = (place: number) => (place + 0.125) / 1.25;
/** What is drawn for a radius, by the distribution function of the density r^-3 on [1.5/64, 28/64]. */
const ofRadius = (radius: number) => {
  const [least, most] = [1.5 / 64, 28 / 64];
  return 1 - (least ** -2 - radius ** -2) / (least ** -2 - most ** -2);
};

/** The image at a position, with these leaves and no others; ground and leaves without texture but the ground's. */
function imageOf(leaves: Readonly<Record<number, Draws>>, position = 0, ground = 0) {
  const drawn = [ground, ...Array.from({ length: 280 }, (_, i) => leaves[i] ?? unseen).flat()];
  let next = 0;
  const scripted = { uniform: () => drawn[next++]! } as Stream;
  const slicer = deadLeaves.subject(
    (...purpose) => (purpose[0] === 'leaves' ? scripted : stream(1, ...purpose)),
    size,
  );
  return slicer(position).image.data;
}

/** Holds that pixels are of a leaf's grey inside it and of the ground outside, by their distance from its border. */
function expectLeaf(image: ArrayLike<number>, grey: number, distance: (x: number, y: number) => number) {
  const pixels = Array.from({ length: size * size }, (_, i) => ({
    i,
    value: image[i]!,
    away: distance((i % size) + 0.5, Math.floor(i / size) + 0.5),
  }));
  const [inside, outside] = [
    pixels.filter(({ away }) => away < -1.5),
    pixels.filter(({ away }) => away > 1.5),
  ];
  expect(inside).to.have.length.above(20);
  expect(outside).to.have.length.above(20);
  // A ground of 0 with a texture of 0.06 about it, and grain of 0.008.
  expect(inside.filter(({ value }) => Math.abs(value - grey) > 0.05)).to.deep.equal([]);
  expect(outside.filter(({ value }) => value > 0.35)).to.deep.equal([]);
}

/** Pixels that an ellipse reaches beyond a point, along the line from its centre; negative inside. */
const ellipse =
  (cx: number, cy: number, radius: number, flatness: number, angle: number) => (x: number, y: number) => {
    const [dx, dy] = [x - size * cx, y - size * cy];
    const direction = Math.atan2(dy, dx) - angle;
    const [a, b] = [size * radius, size * radius * flatness];
    const reach = (a * b) / Math.hypot(b * Math.cos(direction), a * Math.sin(direction));
    return Math.hypot(dx, dy) - reach;
  };

describe('dead leaves', () => {
  it('are ellipses at their place, as large, as flat and as turned as they were drawn', () => {
    for (const [cx, cy, radius, flatness, angle] of [
      [0.5, 0.5, 0.3, 0.6, 0],
      [0.5, 0.5, 0.3, 0.6, Math.PI / 3],
      [0.35, 0.6, 0.25, 0.7, 2.2],
      [0.6, 0.3, 0.2, 1, 1],
      [1, 0.4, 0.25, 0.8, 0.5],
      [0.4, 0, 0.3, 0.7, 1.2],
      [0.05, 1.05, 0.4, 0.9, 2.8],
    ] as const) {
      const leaf: Draws = [
        ofRadius(radius),
        at(cx),
        at(cy),
        0.8,
        0,
        (flatness - 0.6) / 0.4,
        angle / Math.PI,
        0,
      ];
      expectLeaf(imageOf({ 100: leaf }), 0.8, ellipse(cx, cy, radius, flatness, angle));
    }
  });

  it('have radii from 1.5 to 28 pixels of 64, a quarter as many above twice a radius', () => {
    const round = (radius: number): Draws => [radius, at(0.5), at(0.5), 0.8, 0, 1, 0, 0];
    const radiusOf = (drawn: number) => {
      const bright = imageOf({ 0: round(drawn) }).filter((value) => value > 0.5).length;
      return Math.sqrt(bright / Math.PI);
    };
    expect(radiusOf(0)).to.be.closeTo(28, 0.3);
    expect(radiusOf(1)).to.be.closeTo(1.5, 0.5); // of whole pixels
    // P(r > 3) = (3^-2 - 28^-2) / (1.5^-2 - 28^-2) = 0.2479, P(r > 12) = 0.01282
    expect(radiusOf(0.2479)).to.be.closeTo(3, 0.3);
    expect(radiusOf(0.01282)).to.be.closeTo(12, 0.3);
  });

  it('cover a pixel on their border by as much as its centre is inside', () => {
    // Round, with its centre on that of pixel 32 of row 32: along the row, pixel 32 + k is k away.
    const shown = (radius: number) => {
      const leaf: Draws = [ofRadius(radius / size), at(32.5 / size), at(32.5 / size), 0.8, 0, 1, 0, 0];
      const image = imageOf({ 0: leaf });
      return [9, 10, 11].map((k) => image[32 * size + 32 + k]! / 0.8);
    };
    const bare = imageOf({});
    const ground = [9, 10, 11].map((k) => bare[32 * size + 32 + k]!);
    for (const [radius, covers] of [
      [10, [1, 0.5, 0]],
      [10.25, [1, 0.75, 0]],
      [9.75, [1, 0.25, 0]],
      [10.5, [1, 1, 0]],
    ] as const) {
      const found = shown(radius);
      for (const [k, cover] of covers.entries())
        expect(found[k], `${radius}, ${k}`).to.be.closeTo(cover + ((1 - cover) * ground[k]!) / 0.8, 0.08);
    }
  });

  it('lie on those that fell before, and in view are 220 of 280 from the first image to the last', () => {
    const leaf = (grey: number): Draws => [ofRadius(0.3), at(0.5), at(0.5), grey, 0, 1, 0, 0];
    const centre = (leaves: Readonly<Record<number, Draws>>, position: number) =>
      imageOf(leaves, position)[32 * size + 32]!;
    expect(centre({ 10: leaf(0.3), 200: leaf(0.9) }, 0)).to.be.closeTo(0.9, 0.05);
    expect(centre({ 10: leaf(0.9), 200: leaf(0.3) }, 0)).to.be.closeTo(0.3, 0.05);
    for (const [place, first, middle, last] of [
      [0, true, false, false],
      [29, true, false, false],
      [30, true, true, false],
      [59, true, true, false],
      [60, true, true, true],
      [219, true, true, true],
      [220, false, true, true],
      [249, false, true, true],
      [250, false, false, true],
      [279, false, false, true],
    ] as const)
      expect(
        [0, 0.5, 1].map((position) => centre({ [place]: leaf(0.9) }, position) > 0.6),
        `leaf ${place}`,
      ).to.deep.equal([first, middle, last]);
  });

  it('bear a smooth texture or a rough one, by their contrast', () => {
    const spread = (contrast: number, texture: number) => {
      const image = imageOf({ 0: [0, at(0.5), at(0.5), 0.5, contrast, 1, 0, texture] });
      const rows = Array.from({ length: 24 }, (_, y) =>
        Array.from({ length: 24 }, (_, x) => image[(20 + y) * size + 20 + x]!),
      );
      const all = rows.flat();
      const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
      const steps = rows.flatMap((row) => row.slice(1).map((value, i) => (value - row[i]!) ** 2));
      return {
        total: Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length),
        steps: Math.sqrt(steps.reduce((sum, value) => sum + value, 0) / steps.length),
      };
    };
    expect(spread(0, 0).total).to.be.closeTo(0.008, 0.002);
    expect(spread(1, 0).total).to.be.within(0.06, 0.15);
    expect(spread(0.5, 0).total / spread(1, 0).total).to.be.closeTo(0.5, 0.05);
    const roughness = ({ total, steps }: ReturnType<typeof spread>) => steps / total;
    expect(roughness(spread(1, 0.51)) / roughness(spread(1, 0.49))).to.be.above(1.2);
  });

  it('lie on a ground of one grey with a smooth texture of 0.06', () => {
    for (const ground of [0.3, 0.7]) {
      const values = imageOf({}, 0, ground);
      const mean = values.reduce((sum: number, value) => sum + value, 0) / values.length;
      const square = values.reduce((sum: number, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(mean).to.be.closeTo(ground, 0.005);
      expect(Math.sqrt(square)).to.be.closeTo(Math.hypot(0.06, 0.008), 0.003);
    }
  });
});
