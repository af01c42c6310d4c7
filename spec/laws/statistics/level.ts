import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../../harness/numeric/input-error.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { procedureAt } from '../../../harness/statistics/procedure-at.ts';
import { type UnitRules, unitsBy } from '../../../harness/statistics/units.ts';
import { runs } from '../../runs.ts';
import { optionsFor, run, samplesFor } from './sample.ts';
import { withObservations } from './units.ts';

/** Procedures whose results have no interval that a level could widen. */
const without = ['wilcoxon', 'permutation', 'equivalence', 'power', 'adjustment', 'flip', 'bayes-factor'];

/** Numbers that hold a level under a name that says none. */
const bands = ['low', 'high', 'confidence', 'prediction'];

type Interval = readonly [number, number];

/** The level of intervals: named truly, wider for more, and nothing else moves. */
export function levelLaws(procedure: Procedure): void {
  const samples = fc
    .tuple(samplesFor(procedure), fc.boolean())
    .map(([sample, alone]) => withObservations(alone ? { ...sample, clusters: sample.ids } : sample));
  const at = (level: number) => procedureAt(procedure, level);

  if (without.includes(procedure.name)) {
    it('takes no level of intervals, having none', () => {
      const [sample] = fc.sample(samples, { numRuns: 1, seed: 3 });
      expect(() => run(at(0.9), sample)).to.throw(InputError, /level of .*; leave the level out/);
    });
    return;
  }

  it('gives intervals of another level their true name, wider for more confidence, and moves nothing else', () => {
    const widened = new Map<string, boolean>();
    fc.assert(
      fc.property(samples, (sample) => {
        const usual = run(procedure, sample);
        const few = run(at(0.5), sample);
        const many = run(at(0.999), sample);
        expect(JSON.stringify([few, many])).to.not.contain('"ci95"');
        const [a, b, c] = [leaves(few, 'ci50'), leaves(usual, 'ci95'), leaves(many, 'ci99.9')];
        expect([...a.rest]).to.deep.equal([...b.rest]);
        expect([...c.rest]).to.deep.equal([...b.rest]);
        expect([...a.intervals.keys()]).to.have.members([...b.intervals.keys()]);
        for (const [path, [low, high]] of b.intervals) {
          const [inner, outer] = [a.intervals.get(path)!, c.intervals.get(path)!];
          expect(inner[0], path).to.be.at.least(low).and.at.least(outer[0]);
          expect(inner[1], path).to.be.at.most(high).and.at.most(outer[1]);
          const wider = outer[1] - outer[0] > inner[1] - inner[0];
          const key = `${path.replace(/s\d+$/, 'each')}${sample.clusters === sample.ids ? ', independent' : ''}`;
          widened.set(key, wider || widened.get(key) === true);
        }
      }),
      { numRuns: runs(12) },
    );
    // One that ignores its level is never wider; single ones may be degenerate.
    expect([...widened].flatMap(([path, wider]) => (wider ? [] : [path]))).to.deep.equal([]);
    expect(widened).to.not.be.empty;
  });

  it('keeps the units of intervals under their name', () => {
    const options = optionsFor(procedure);
    const units = (own: Procedure) => unitsBy(own.units(options) as UnitRules<object>, { x: 'dB', y: 's' });
    const renamed = JSON.stringify(units(procedure)).replaceAll('"ci95"', '"ci80"');
    expect(JSON.stringify(units(at(0.8)))).to.equal(renamed);
  });
}

/** A result's intervals by path, and all its other entries but bands. */
function leaves(result: object, name: string) {
  const intervals = new Map<string, Interval>();
  const rest = new Map<string, unknown>();
  const walk = (part: unknown, path: string) => {
    if (typeof part !== 'object' || part === null) return rest.set(path, part);
    for (const [key, entry] of Object.entries(part)) {
      if (key === name && entry !== null) intervals.set(path, entry as Interval);
      else if (key !== name && !bands.includes(key)) walk(entry, `${path}/${key}`);
    }
    return rest;
  };
  walk(result, '');
  return { intervals, rest };
}
