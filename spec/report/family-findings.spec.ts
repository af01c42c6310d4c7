import { expect } from 'chai';
import type { Outcome, Verdict } from '../../harness/claims/verdict.ts';
import { readClaims, readFamilies } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { checkFamilies } from '../../harness/report/check-families.ts';
import type { Family, Mechanism } from '../../harness/report/family.ts';
import { familyFindings } from '../../harness/report/family-findings.ts';
import { sentenceOf } from '../../harness/report/mechanism-sentence.ts';
import { declaredExperiments } from './drawn-outcomes.ts';

const workspace = workspaceAt(undefined, {});
const families = readFamilies(workspace);
const claims = readClaims(workspace).items;

/** Evidence on two data sets in which the intervals of a mechanism's conditions lie where they must, or not. */
function evidence({ when }: Mechanism, knee: boolean, brain: boolean) {
  const ids = [...new Set(when.map(({ experiment }) => experiment))];
  return ids.map((id) => ({
    experiment: declaredExperiments.find((experiment) => experiment.id === id)!,
    statistics: when
      .filter(({ experiment }) => experiment === id)
      .flatMap(({ statistic, above, below }) =>
        Object.entries({ knee, brain }).map(([dataset, supports]) => {
          const bound = (above ?? below)!;
          const to = above === undefined ? -1 : 1;
          const ends = supports ? [bound + 0.1 * to, bound + 0.3 * to] : [bound - 0.1, bound + 0.1];
          const ci95 = ends.sort((a, b) => a - b) as unknown as readonly [number, number];
          const base = { title: '', procedure: '', options: {}, n: 9, subjects: 9 };
          return { ...base, id: statistic, group: { dataset }, result: { ci95 }, units: { ci95: 'dB' } };
        }),
      ),
  }));
}

const verdict = (claim: string, outcome: Outcome): Verdict => ({
  claim,
  part: '',
  tier: 'embedded',
  outcome,
  reason: '',
  experiment: '',
  criteria: [],
  scope: [],
  replay: '',
});

describe('what the controls point at', () => {
  for (const [family, mechanism] of families.flatMap((one) =>
    (one.mechanisms ?? []).map((each) => [one, each] as const),
  )) {
    it(`${mechanism.id} is said of the data sets whose intervals support it, and of none else`, () => {
      expect(sentenceOf(mechanism, evidence(mechanism, true, false))).to.equal(
        mechanism.sentence.replace('{sets}', 'knee'),
      );
      expect(sentenceOf(mechanism, evidence(mechanism, true, true))).to.contain('knee and brain');
      expect(sentenceOf(mechanism, evidence(mechanism, false, false))).to.equal(undefined);
      expect(sentenceOf(mechanism, [])).to.equal(undefined);
    });

    it(`${mechanism.id} appears where a claim of its family is contradicted, and only there`, () => {
      const sentence = sentenceOf(mechanism, evidence(mechanism, true, true));
      const found = (outcome: Outcome) =>
        familyFindings(
          families,
          [verdict(family.claims[0], outcome)],
          'embedded',
          evidence(mechanism, true, true),
        );
      expect(found('not reproduced')[0].mechanisms).to.include(sentence);
      expect(found('reproduced')[0].mechanisms).to.deep.equal([]);
      expect(found('untestable')).to.deep.equal([]);
    });
  }

  it('holds every claim of this paper in one family, and asks for what is declared', () => {
    expect(families.flatMap((family) => family.claims).sort()).to.deep.equal(claims.map(({ id }) => id));
    checkFamilies(families, claims, declaredExperiments, 'families.json');
  });

  it('tells unknown claims, experiments and statistics, and a claim in two families, with their place', () => {
    const condition = { experiment: 'controls', statistic: 'sr-gap', above: 0 };
    const family = (changed: Partial<Family>, when = condition): Family => ({
      id: 'swap',
      title: 'The swap',
      claims: ['C01'],
      mechanisms: [{ id: 'one', when: [when], sentence: 'On {sets} so.' }],
      ...changed,
    });
    const check = (...given: readonly Family[]) =>
      checkFamilies(given, claims, declaredExperiments, 'families.json');
    check(family({}));
    for (const [given, message] of [
      [
        [family({ claims: ['C99'] })],
        /families\.json \/families\/0\/claims\/0: expected a claim among C01.*got "C99"/,
      ],
      [
        [family({}), family({})],
        /\/families\/0\/claims\/0: expected every claim in one family, got C01 twice/,
      ],
      [
        [family({}, { ...condition, experiment: 'control' })],
        /\/mechanisms\/0\/when\/0\/experiment: expected an experiment among .*got "control"/,
      ],
      [
        [family({}, { ...condition, statistic: 'gap' })],
        /\/when\/0\/statistic: expected a statistic of controls by data set among .*got "gap"/,
      ],
    ] as const) {
      expect(() => check(...given)).to.throw(message);
    }
  });

  it('leaves the section out where no families are declared', () => {
    expect(familyFindings([], [verdict('C01', 'not reproduced')], 'embedded', [])).to.deep.equal([]);
  });

  it('names outcomes of the tier that was run, and parts where a claim has several', () => {
    const verdicts = [
      { ...verdict('C01', 'reproduced'), part: 'levels' },
      verdict('C28', 'not reproduced'),
      { ...verdict('C02', 'reproduced'), tier: 'paper' as const },
    ];
    expect(familyFindings(families, verdicts, 'embedded', [])).to.deep.equal([
      {
        title: 'The swap of the autoencoder',
        found: 'In agreement with the paper: C01 (levels); in contradiction to it: C28.',
        mechanisms: [],
      },
    ]);
  });
});
