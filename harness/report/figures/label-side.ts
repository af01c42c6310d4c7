/** Where a label stands by its point: in screen terms, `dx` to the right and `dy` down, both in px. */
export interface LabelSide {
  readonly align: 'left' | 'right' | 'center';
  readonly dx: number;
  readonly dy: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const sides: readonly LabelSide[] = [
  { align: 'left', dx: 9, dy: 0 },
  { align: 'right', dx: -9, dy: 0 },
  { align: 'center', dx: 0, dy: -13 },
  { align: 'center', dx: 0, dy: 14 },
  { align: 'left', dx: 9, dy: -12 },
  { align: 'left', dx: 9, dy: 13 },
  { align: 'right', dx: -9, dy: -12 },
  { align: 'right', dx: -9, dy: 13 },
  { align: 'center', dx: 0, dy: -26 },
  { align: 'center', dx: 0, dy: 27 },
];

/**
 * A side for each label on which it covers no point, no earlier label and nothing of a line and stays in the plot; where
 * there is none, the one that covers least.
 * @param points positions in a plot of `width` by `height` px, y downwards
 * @param line places that a line goes through, close to each other
 */
export function labelSides(
  points: readonly { readonly x: number; readonly y: number; readonly label: string }[],
  width: number,
  height: number,
  line: readonly { readonly x: number; readonly y: number }[] = [],
): readonly LabelSide[] {
  const taken = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return points.map((point, index) => {
    const others = taken.filter((_, place) => place !== index);
    const costs = sides.map((side) => {
      const box = boxOf(point, side);
      const outside = box.left < 0 || box.right > width || box.top < 0 || box.bottom > height;
      const crossed = line.some(({ x, y }) =>
        overlap(box, { left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }),
      );
      return others.filter((other) => overlap(box, other)).length + (outside ? 9 : 0) + (crossed ? 1 : 0);
    });
    const best = sides[costs.indexOf(Math.min(...costs))];
    taken.push(boxOf(point, best));
    return best;
  });
}

/** The room of a label of 12 px letters, generously. */
function boxOf({ x, y, label }: { x: number; y: number; label: string }, { align, dx, dy }: LabelSide): Box {
  const size = 7.2 * label.length;
  const left = x + dx - { left: 0, center: size / 2, right: size }[align];
  return { left, right: left + size, top: y + dy - 7, bottom: y + dy + 7 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
