import { expect } from 'chai';
import fc from 'fast-check';
import type { Outcome, Verdict } from '../../harness/claims/verdict.ts';
import { readClaims, readDigest } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import type { ResultUnits } from '../../harness/numeric/unit.ts';
import { checkFamilies, checkKeyFigures } from '../../harness/report/check-families.ts';
import type { Condition, Family, Mechanism } from '../../harness/report/family.ts';
import { familyFindings } from '../../harness/report/family-findings.ts';
import { formatNumber, withUnit } from '../../harness/report/format-number.ts';
import { keyFigures } from '../../harness/report/key-figures.ts';
import type { StatisticsOf } from '../../harness/report/measured-by-set.ts';
import { mechanismSentence } from '../../harness/report/mechanism-sentence.ts';
import { declaredExperiments } from './drawn-outcomes.ts';

const workspace = workspaceAt(undefined, {});
const { families, keyFigures: declaredFigures } = readDigest(workspace);
const claims = readClaims(workspace).items;

type Range = readonly [number, number];

/** Statistics in which each quantity of a mechanism has these intervals, by data set. */
function evidence(
  { of }: Pick<Mechanism, 'of'>,
  intervals: Readonly<Record<string, readonly Range[]>>,
): StatisticsOf {
  return (id) =>
    of.flatMap(({ experiment, statistic, interval = '/ci95' }, i) =>
      experiment !== id
        ? []
        : Object.entries(intervals).map(([dataset, ranges]) => {
            const [low, high] = ranges[i];
            const base = { title: '', procedure: '', options: {}, n: 9, subjects: 9 };
            const within = interval.split('/').slice(1, -1);
            const at = <T extends object>(found: T) =>
              within.reduceRight<object>((all, key) => ({ [key]: all }), found);
            const result = at({ mean: (low + high) / 2, ci95: [low, high] }) as Record<string, unknown>;
            const units = at({ mean: 'dB', ci95: 'dB' }) as ResultUnits;
            return { ...base, id: statistic, group: { dataset }, result, units };
          }),
    );
}

/** Which finding is right, worked out from the declaration in another way: by every case that holds. */
function rightFinding({ cases, otherwise }: Mechanism, ranges: readonly Range[]): string {
  const outside = ({ of, above, below }: Condition) =>
    above === undefined ? ranges[of][1] >= below! : ranges[of][0] <= above;
  const right = cases.filter(({ when }) => !when.some(outside));
  return right.length === 0 ? otherwise : right[0].finding;
}

const range = fc
  .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0, max: 0.5, noNaN: true }))
  .map(([centre, half]): Range => [centre - half, centre + half]);

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
    const rangesOf = fc.array(range, { minLength: mechanism.of.length, maxLength: mechanism.of.length });

    it(`${mechanism.id} says of every data set, once, what its intervals show, with the values that decided`, () => {
      fc.assert(
        fc.property(fc.array(rangesOf, { maxLength: 4 }), (all) => {
          const given = Object.fromEntries(all.map((ranges, i) => [`set-${i}`, ranges]));
          const said = mechanismSentence(mechanism, evidence(mechanism, given)) ?? '';
          expect(said === '').to.equal(all.length === 0);
          if (said !== '')
            expect(said.startsWith(`${mechanism.title}: `) && said.endsWith('.')).to.equal(true);
          const findings = said.slice(mechanism.title.length + 2, -1).split('; ');
          for (const [set, ranges] of Object.entries(given)) {
            const values = (mechanism.print ?? ranges.map((_, i) => i)).map((i) =>
              withUnit(formatNumber((ranges[i][0] + ranges[i][1]) / 2), 'dB'),
            );
            const named = findings.filter((finding) => finding.includes(`${set} (${values.join(', ')})`));
            expect(named, set).to.have.length(1);
            const [before, after] = rightFinding(mechanism, ranges).split('{sets}');
            expect(named[0].startsWith(before) && named[0].endsWith(after), named[0]).to.equal(true);
          }
          expect(said.match(/set-\d/g) ?? []).to.have.length(all.length);
        }),
      );
    });

    it(`${mechanism.id} has a finding for the opposite of each of its cases, and one for what is open`, () => {
      const open = mechanism.of.map((): Range => [-3, 3]);
      expect(rightFinding(mechanism, open)).to.equal(mechanism.otherwise);
      const [first] = mechanism.cases;
      const turned = mechanism.of.map((_, i): Range => {
        const asked = first.when.find(({ of }) => of === i);
        const bound = asked?.above ?? asked?.below ?? 0;
        return asked?.above === undefined ? [bound + 0.1, bound + 0.2] : [bound - 0.2, bound - 0.1];
      });
      expect(rightFinding(mechanism, turned)).to.not.equal(first.finding);
      for (const { finding } of mechanism.cases) {
        const found = fc.sample(rangesOf, { numRuns: 2000, seed: 1 });
        expect(
          found.some((ranges) => rightFinding(mechanism, ranges) === finding),
          finding,
        ).to.equal(true);
      }
    });

    it(`${mechanism.id} is silent of what was not measured, and where no claim of its family is contradicted`, () => {
      expect(mechanismSentence(mechanism, () => [])).to.equal(undefined);
      const given = evidence(mechanism, { knee: mechanism.of.map((): Range => [-3, 3]) });
      const found = (outcome: Outcome) =>
        familyFindings(families, [verdict(family.claims[0], outcome)], 'embedded', given);
      expect(found('not reproduced')[0].mechanisms).to.include(mechanismSentence(mechanism, given));
      expect(found('reproduced')[0].mechanisms).to.deep.equal([]);
      expect(found('untestable')).to.deep.equal([]);
    });
  }

  it('name the grouping where groups of subjects are compared', () => {
    const mechanism = families[0]!.mechanisms!.find(({ id }) => id === 'subject-groups')!;
    const [result] = evidence(mechanism, { brain: [[0.25, 0.75]] })(mechanism.of[0]!.experiment);
    const by = (grouping: string, changed = {}) => ({
      ...result!,
      group: { dataset: 'brain', grouping },
      ...changed,
    });
    const none = { result: { greatest: null } };
    expect(mechanismSentence(mechanism, () => [by('sex'), by('site', none), by('age')])).to.match(
      /: on brain by sex \(0\.5000 dB\) and brain by age \(0\.5000 dB\) a group gains more than one that is named after it\.$/,
    );
  });

  it('leave open what touches a bound, to either side', () => {
    const mechanism: Mechanism = {
      id: 'm',
      title: 'M',
      of: families[0]!.mechanisms![0]!.of.slice(0, 1),
      cases: [
        { when: [{ of: 0, above: 0 }], finding: 'above on {sets}' },
        { when: [{ of: 0, below: 0 }], finding: 'below on {sets}' },
      ],
      otherwise: 'open on {sets}',
    };
    const given = evidence(mechanism, { a: [[0, 2]], b: [[-2, 0]], c: [[0.5, 1.5]], d: [[-1.5, -0.5]] });
    expect(mechanismSentence(mechanism, given)).to.equal(
      'M: above on c (1 dB); below on d (−1 dB); open on a (1 dB) and b (−1 dB).',
    );
  });

  it('tells its mechanisms where one claim of a family is contradicted, whatever the others say', () => {
    const family = { id: 'f', title: 'F', claims: ['A', 'B'], mechanisms: families[0]!.mechanisms! };
    const given = evidence(family.mechanisms[0]!, {
      knee: family.mechanisms[0]!.of.map((): Range => [-3, 3]),
    });
    const found = familyFindings(
      [family],
      [
        verdict('A', 'reproduced'),
        { ...verdict('B', 'not reproduced'), part: 'half' },
        verdict('B', 'inconclusive'),
        { ...verdict('A', 'not reproduced'), tier: 'paper' },
        verdict('other', 'not reproduced'),
      ],
      'embedded',
      (id) => given(id).filter(({ id: statistic }) => statistic === family.mechanisms[0]!.of[0]!.statistic),
    );
    expect(found.map(({ found: said }) => said)).to.deep.equal([
      'In agreement with the paper: A; in contradiction to it: B (half); still open: B.',
    ]);
    expect(mechanismSentence(family.mechanisms[0]!, given)).to.be.a('string');
  });

  it('tells its mechanisms where one claim of a family is contradicted, whatever the others say', () => {
    const [mechanism] = families[0].mechanisms!;
    const given = evidence(mechanism, { knee: mechanism.of.map((): Range => [-3, 3]) });
    const verdicts = [
      verdict('A', 'reproduced'),
      { ...verdict('B', 'not reproduced'), part: 'half' },
      verdict('B', 'inconclusive'),
      { ...verdict('A', 'not reproduced'), tier: 'paper' as const },
      verdict('other', 'not reproduced'),
    ];
    const family = { id: 'f', title: 'F', claims: ['A', 'B'], mechanisms: [mechanism] };
    expect(familyFindings([family], verdicts, 'embedded', given)).to.deep.equal([
      {
        title: 'F',
        found: 'In agreement with the paper: A; in contradiction to it: B (half); still open: B.',
        mechanisms: [mechanismSentence(mechanism, given)],
      },
    ]);
  });

  it('holds every claim of this paper in one family, and asks for what is declared', () => {
    expect(families.flatMap((family) => family.claims).sort()).to.deep.equal(claims.map(({ id }) => id));
    checkFamilies(families, claims, declaredExperiments, 'families.json');
    checkKeyFigures(declaredFigures, declaredExperiments, 'families.json');
  });

  it('tells unknown claims, experiments and statistics, and a claim in two families, with their place', () => {
    const quantity = { experiment: 'controls', statistic: 'sr-gap' };
    const family = (changed: Partial<Family>, of = quantity, at = 0): Family => ({
      id: 'swap',
      title: 'The swap',
      claims: ['C01'],
      mechanisms: [
        {
          id: 'one',
          title: 'The gap',
          of: [of],
          cases: [{ when: [{ of: at, above: 0 }], finding: 'on {sets} so' }],
          otherwise: 'on {sets} not',
        },
      ],
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
        [family({}, { ...quantity, experiment: 'control' })],
        /\/mechanisms\/0\/of\/0\/experiment: expected an experiment among .*got "control"/,
      ],
      [
        [family({}, { ...quantity, statistic: 'gap' })],
        /\/of\/0\/statistic: expected a statistic of controls by data set among .*got "gap"/,
      ],
      [
        [family({}, quantity, 1)],
        /\/cases\/0\/when\/0\/of: expected the position of a quantity, 0 to 0, got 1; /,
      ],
    ] as const) {
      expect(() => check(...given)).to.throw(message);
    }
  });

  it('finds key figures on the data sets that have all their quantities, and leaves out those that none has', () => {
    const quantity = { experiment: 'controls', statistic: 'sr-gap' };
    const figure = {
      id: 'gap',
      title: 'Gap',
      of: [quantity, { ...quantity, as: 'ceiling', statistic: 'ae-gap' }],
    };
    const both = evidence(figure, {
      knee: [
        [1, 3],
        [-2, 0],
      ],
      brain: [
        [0, 1],
        [2, 4],
      ],
    });
    const one: StatisticsOf = (id) =>
      both(id).filter(({ id: own, group }) => own === 'sr-gap' || group['dataset'] === 'knee');
    const measured = [
      { value: 2, interval: [1, 3], unit: 'dB' },
      { value: -1, interval: [-2, 0], unit: 'dB' },
    ];
    expect(keyFigures([figure], one)).to.deep.equal([
      { id: 'gap', title: 'Gap', quantities: ['', 'ceiling'], rows: [{ set: 'knee', measured }] },
    ]);
    expect(keyFigures([figure], () => [])).to.deep.equal([]);
    const unknown = { ...figure, of: [{ ...quantity, statistic: 'gap' }] };
    expect(() => checkKeyFigures([unknown], declaredExperiments, 'families.json')).to.throw(
      /families\.json \/keyFigures\/0\/of\/0\/statistic: expected a statistic of controls by data set among .*got "gap"/,
    );
  });

  it('leaves the section out where no families are declared', () => {
    expect(familyFindings([], [verdict('C01', 'not reproduced')], 'embedded', () => [])).to.deep.equal([]);
  });

  it('names outcomes of the tier that was run, and parts where a claim has several', () => {
    const verdicts = [
      { ...verdict('C01', 'reproduced'), part: 'levels' },
      verdict('C28', 'not reproduced'),
      { ...verdict('C02', 'reproduced'), tier: 'paper' as const },
    ];
    expect(familyFindings(families, verdicts, 'embedded', () => [])).to.deep.equal([
      {
        title: 'The swap of the autoencoder',
        found: 'In agreement with the paper: C01 (levels); in contradiction to it: C28.',
        mechanisms: [],
      },
    ]);
  });
});
