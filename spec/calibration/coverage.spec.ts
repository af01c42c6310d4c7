import { expect } from 'chai';
import { coverageFacts } from '../../harness/glossary/coverage-facts.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { procedures } from '../../harness/statistics/catalogue.ts';
import { differencesOf } from '../../harness/statistics/differences.ts';
import type { Procedure } from '../../harness/statistics/procedure.ts';
import { expectShare } from '../by-chance.ts';
import { optionsFor } from '../laws/statistics/sample.ts';
import { type Asked, asked, forms } from './asked.ts';
import { coverageIn } from './coverage.ts';
import { measured, truthsIn } from './measured.ts';
import { type World, worlds } from './worlds.ts';

/** Intervals that are not measured. */
const without: Readonly<Record<string, string>> = {
  front: 'A point lies on the front or not; its interval is what resamples say of that.',
};
const worldOf = (id: string): World => worlds.find((world) => world.id === id)!;
const askedOf = (name: string): Asked => asked.find(({ procedure }) => procedure === name)!;

describe('coverage of intervals', () => {
  it('is measured of every interval that a procedure prints', () => {
    for (const procedure of procedures) {
      const places = new Set(placesOf(procedure));
      const known = asked.filter((one) => one.procedure === procedure.name);
      const listed = new Set(known.flatMap(({ intervals }) => Object.keys(intervals)));
      if (procedure.name in without) expect([...listed], procedure.name).to.deep.equal([]);
      else
        expect(
          [...places].filter((at) => !listed.has(at)),
          procedure.name,
        ).to.deep.equal([]);
    }
  });

  it('is counted again as golden/coverage.json has it', () => {
    for (const [name, world] of [
      ['summary', 'n=8'],
      ['summary', 'skewed'],
      ['mcnemar', 'discrete'],
    ] as const) {
      const one = askedOf(name);
      const truths = truthsIn(one, world);
      const counted = coverageIn(one, worldOf(world), one.samples ?? measured().samples, truths);
      for (const [at, counts] of Object.entries(counted)) {
        const row = measured().intervals.find(
          ({ procedure, interval }) => procedure === name && interval === at,
        )!;
        expect(counts, `${name} ${at} in ${world}`).to.deep.equal(row.worlds[world]);
      }
    }
  });

  it('is lower for the quantiles of the normal distribution in place of t, with 8 images', () => {
    const summary = procedures.find(({ name }) => name === 'summary')!;
    const narrow: Procedure = {
      ...summary,
      compute(sample) {
        const d = differencesOf(sample);
        const reach = (1.96 * standardDeviation(d, 1)) / Math.sqrt(d.length);
        return { mean: mean(d), ci95: [mean(d) - reach, mean(d) + reach] };
      },
    };
    const one = askedOf('summary');
    const held = (procedure: Procedure) =>
      coverageIn(one, worldOf('n=8'), 1000, truthsIn(one, 'n=8'), procedure)['/ci95']!.held;
    // P(|t_7| < 1.96) = 0.9092.
    expectShare(held(narrow), 1000, [0.909, 0.9095], 'by the normal quantile', 2);
    expectShare(held(summary), 1000, [0.95, 0.95], 'by t', 2);
  });

  it('is told in words: where it is near what is promised, and where not', () => {
    const facts = coverageFacts({
      worlds: { a: '40 images', b: '8 images' },
      intervals: [
        {
          procedure: 'mean',
          options: { scheme: 'paired' },
          interval: '/ci95',
          worlds: { a: { held: 95, below: 2, above: 3 }, b: { held: 87, below: 6, above: 7 } },
        },
      ],
    });
    expect(facts).to.deep.equal({
      mean: {
        'holds the truth (ci95, scheme paired)':
          '95 of 100 promised; 87 with 8 images; 95 in the other world',
      },
    });
  });
});

/** The places of intervals in a result, of the first form that the procedure takes; those of points along a line aside. */
function placesOf(procedure: Procedure): readonly string[] {
  for (const form of Object.values(forms)) {
    try {
      const sample = form(worldOf('clustered'), stream(1, 'places'), 1);
      return intervalsIn(procedure.compute(sample, optionsFor(procedure)), '');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return [];
}

function intervalsIn(part: unknown, at: string): readonly string[] {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const here = `${at}/${key}`;
    return /^ci\d+$/.test(key) && value !== null ? [here] : intervalsIn(value, here);
  });
}
