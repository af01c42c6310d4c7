import { InputError } from '../../numeric/input-error.ts';
import { mean } from '../../numeric/moments.ts';
import { armsOf, assertSample } from '../differences.ts';
import { type Flip, flip as nextFlip } from '../flip.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { ownUnits } from '../units.ts';

interface Options {
  /** The place whose conclusion is asked about. There is no preset: it is what the question is about. */
  readonly at: number;
  /** Values within +/- margin count as no difference; 0 looks at the sign alone. */
  readonly margin: number;
}

const preset = { at: null, margin: 0 } as const;

/** How far from a setting x the conclusion on y (above a margin, within, below) stays the same. */
export const flip: Procedure<Options, Flip & Options & { readonly n: number }> = {
  name: 'flip',
  title: 'Distance to the flip of a conclusion',
  kind: 'sweep',
  columns: 'both',
  clusters: () => false,
  takes: () => ownUnits,
  units: () => ({
    n: '1',
    value: 'y',
    side: '1',
    from: 'x',
    to: 'x',
    distance: 'x',
    at: 'x',
    margin: 'y',
  }),
  options: preset,
  resolve: (given) =>
    resolveOptions<Options>(
      'flip',
      preset,
      {
        at: { number: 'real', min: -Number.MAX_VALUE, max: Number.MAX_VALUE },
        margin: { number: 'real', min: 0, max: Number.MAX_VALUE },
      },
      given,
    ),
  compute(sample, { at, margin }) {
    assertSample('flip', sample, 2);
    const [x, y] = armsOf('flip', sample);
    const places = [...new Set(x)].sort((a, b) => a - b);
    if (!(at >= places[0] && at <= places.at(-1)!)) {
      throw new InputError({
        where: 'flip',
        expected: `a place from ${places[0]} to ${places.at(-1)}, the ends of the sweep`,
        got: `${at}`,
        remedy: 'widen the sweep or ask about a place in it (option at)',
      });
    }
    const values = places.map((place) => mean(y.filter((_, i) => x[i] === place)));
    return { n: x.length, ...nextFlip(places, values, at, margin), at, margin };
  },
};
