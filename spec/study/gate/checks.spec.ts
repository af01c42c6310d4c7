import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'parse5';
import { exitCodeOf } from '../../../harness/claims/gate.ts';
import { annotations } from '../../../harness/study/gate/annotations.ts';
import { badge } from '../../../harness/study/gate/badge.ts';
import { type GateCheck, gateChecks } from '../../../harness/study/gate/checks.ts';
import { ctrf } from '../../../harness/study/gate/ctrf.ts';
import { junit } from '../../../harness/study/gate/junit.ts';
import { gateSummary } from '../../../harness/study/gate/summary.ts';
import { verdictsCsv } from '../../../harness/study/gate/verdicts-csv.ts';
import type { RunDocument } from '../../../harness/study/run-document.ts';

const outcome = fc.constantFrom(
  'reproduced',
  'not reproduced',
  'inconclusive',
  'inconsistent',
  'untestable',
) as fc.Arbitrary<'reproduced'>;
const tier = fc.constantFrom('record', 'embedded') as fc.Arbitrary<'record'>;
const text = fc.string({ unit: 'binary', maxLength: 20 });
const verdict = fc.record({
  claim: fc.constantFrom('K1', 'K2'),
  part: fc.constantFrom('', 'p'),
  tier,
  outcome,
  reason: text,
  experiment: fc.constant('e'),
  criteria: fc.constant([]),
  scope: fc.constant([]),
  replay: fc.constant(''),
});
const run: fc.Arbitrary<RunDocument> = fc.record({
  profile: fc.constant('small'),
  seed: fc.constant(1),
  selection: fc.constant([]),
  verdicts: fc.uniqueArray(verdict, { selector: (one) => `${one.claim} ${one.part} ${one.tier}` }),
  experiments: fc.constant([]),
  golden: fc.record({
    compared: fc.integer({ min: 3, max: 9 }),
    repeated: fc.constant(0),
    another: fc.constant(0),
    unsaid: fc.constant(0),
    unfetched: fc.constant(0),
    power: fc.constant([]),
    deviations: fc.array(fc.record({ where: text, expected: text, got: text, tolerance: text }), {
      maxLength: 3,
    }),
    changed: fc.array(
      fc.record({
        claim: fc.constantFrom('K1', 'K2'),
        part: fc.constantFrom('', 'p'),
        tier,
        expected: outcome,
        got: outcome,
        worse: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    missing: fc.array(text, { maxLength: 2 }),
  }),
});
const settings = fc.record({ faults: fc.array(text, { maxLength: 2 }), strict: fc.boolean() });
const checks = fc.tuple(run, settings).map(([document, known]) => gateChecks(document, known));
const failedOf = (list: readonly GateCheck[]) => list.filter(({ state }) => state === 'failed').length;

describe('a run as checks of a gate', () => {
  it('has a failed check exactly where the exit code is not 0', () => {
    fc.assert(
      fc.property(run, settings, (document, { faults, strict }) => {
        const { golden } = document;
        const code = exitCodeOf({
          ...golden,
          faults: faults.length,
          ungolden: golden.missing.length,
          strict,
        });
        expect(failedOf(gateChecks(document, { faults, strict })) > 0).to.equal(code !== 0);
      }),
    );
  });

  it('fails for each cause by itself, and for none without one', () => {
    const none = { ...empty.golden, compared: 3, deviations: [], changed: [], missing: [] };
    const change = {
      claim: 'K1',
      part: '',
      tier: 'record',
      expected: 'reproduced',
      got: 'inconclusive',
    } as const;
    const states = (
      golden: Partial<RunDocument['golden']>,
      faults: readonly string[] = [],
      strict = true,
    ) => {
      const document = { ...empty, verdicts: [], golden: { ...none, ...golden } };
      const list = gateChecks(document, { faults, strict });
      const { color } = badge(document, list) as { color: string };
      return [
        list
          .filter(({ state }) => state === 'failed')
          .map(({ suite }) => suite)
          .join(),
        color,
      ];
    };
    const deviation = { where: 'e/s: /mean', expected: '1', got: '2', tolerance: '0.1' };
    expect(states({})).to.deep.equal(['', 'blue']);
    expect(states({}, ['lost'])).to.deep.equal(['inputs', 'red']);
    expect(states({ deviations: [deviation] })).to.deep.equal(['golden values', 'red']);
    expect(states({ missing: ['e/s'] })).to.deep.equal(['golden values', 'red']);
    expect(states({ missing: ['e/s'] }, [], false)).to.deep.equal(['', 'blue']);
    expect(states({ changed: [{ ...change, worse: true }] })).to.deep.equal(['verdicts', 'red']);
    expect(states({ changed: [{ ...change, worse: false }] })).to.deep.equal(['', 'blue']);
  });

  it('has one check of a verdict, which says what it was where it turned for the worse', () => {
    const judged = { claim: 'K1', part: 'p', tier: 'embedded', reason: 'because' } as const;
    const verdicts = (['inconclusive', 'untestable'] as const).map((outcome, i) => ({
      ...{ ...judged, part: ['p', ''][i]!, outcome },
      ...{ experiment: 'e', criteria: [], scope: [], replay: '' },
    }));
    const turned = { ...judged, expected: 'reproduced', got: 'inconclusive' } as const;
    const changed = [
      { ...turned, worse: true },
      { ...turned, part: '', worse: false },
      { ...turned, part: 'gone', worse: true },
    ];
    const list = gateChecks(
      { ...empty, verdicts, golden: { ...empty.golden, changed } },
      { faults: [], strict: false },
    );
    expect(list.slice(1).map(({ name, state, message, part }) => [name, state, message, part])).to.deep.equal(
      [
        ['K1 (p), embedded', 'failed', 'was reproduced, now inconclusive: because', 'p'],
        ['K1, embedded', 'skipped', 'untestable: because', ''],
        ['K1 (gone), embedded', 'failed', 'was reproduced, now inconclusive', 'gone'],
      ],
    );
  });

  it('is counted alike by JUnit, CTRF and the badge', () => {
    fc.assert(
      fc.property(run, settings, (document, known) => {
        const list = gateChecks(document, known);
        const xml = junit(list);
        const failed = failedOf(list);
        expect(xml.split('<failure ').length - 1).to.equal(failed);
        expect(xml.split('<testcase ').length - 1).to.equal(list.length);
        expect(xml).to.include(`tests="${list.length}" failures="${failed}"`);
        expect(ctrf(list, '1')).to.have.nested.include({
          'results.summary.failed': failed,
          'results.summary.tests': list.length,
        });
        expect(badge(document, list)).to.include({ isError: failed > 0 });
      }),
    );
  });

  it('says on its badge how many of the decided verdicts are reproduced, or how many checks failed', () => {
    const verdicts = (['reproduced', 'not reproduced', 'untestable', 'reproduced'] as const).map(
      (outcome) => ({
        outcome,
      }),
    );
    const of = { profile: 'smoke', verdicts } as unknown as Parameters<typeof badge>[0];
    expect(badge(of, [])).to.deep.include({
      label: 'latent-sr smoke',
      message: '2 of 3 verdicts reproduced',
      isError: false,
    });
    const failed = [{ state: 'failed' }, { state: 'passed' }] as unknown as Parameters<typeof badge>[1];
    expect(badge(of, failed)).to.deep.include({ message: 'gate: 1 failed', color: 'red', isError: true });
  });

  it('writes XML of characters that XML has, whose attributes read back', () => {
    fc.assert(
      fc.property(checks, (list) => {
        const xml = junit(list);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
        expect(xml).not.to.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(JSON.stringify(xml)).not.to.match(/\\ud[89a-f]/);
      }),
    );
    const hostile = { ...named('a"b<c>&\n'), state: 'failed' } as const;
    expect(JSON.stringify(parse(junit([hostile])), ['childNodes', 'attrs', 'name', 'value'])).to.include(
      JSON.stringify('a"b<c>&\n'),
    );
  });

  it('keeps a summary within its bytes and says what it left out', () => {
    fc.assert(
      fc.property(run, settings, fc.integer({ min: 120, max: 3000 }), (document, known, limit) => {
        const summary = gateSummary(document, gateChecks(document, known), limit);
        expect(new TextEncoder().encode(summary).length).to.be.at.most(limit);
        const whole = gateSummary(document, gateChecks(document, known), 1e6);
        if (summary !== whole) expect(summary).to.match(/\d+ more lines stand in the report/);
      }),
    );
  });

  it('lets no text of a file become Markdown, HTML or a mention', () => {
    const list = [{ ...named('<img> [a](b) @all |'), state: 'failed' } as const];
    const summary = gateSummary({ ...empty, verdicts: [] }, list, 1e4);
    expect(summary).not.to.match(/<img>|\[a\]|@all/);
  });
});

describe('annotations', () => {
  it('stand at the line that declares the part, and at no line where nothing declares it', () => {
    const declared = '{\n  "id": "K1",\n  "parts": [\n    { "id": "p" }\n  ]\n}';
    const list = [
      { ...named('K1 (p), embedded'), declaration: 'K1', part: 'p', state: 'failed' } as const,
      { ...named('lost: 100%\nof it'), state: 'failed' } as const,
      named('passes'),
      ...(['gone', ''] as const).map(
        (part) => ({ ...named('K1'), declaration: 'K1', part, state: 'failed' }) as const,
      ),
      { ...named('K2'), declaration: 'K2', state: 'failed' } as const,
    ];
    expect(annotations(list, () => ({ path: 'experiments/claims/K1.json', text: declared }))).to.deep.equal([
      '::error file=experiments/claims/K1.json,line=4,title=verdicts%3A K1 (p)%2C embedded::because',
      '::error title=verdicts%3A lost%3A 100%25%0Aof it::because',
      ...[2, 2].map(
        (line) => `::error file=experiments/claims/K1.json,line=${line},title=verdicts%3A K1::because`,
      ),
      '::error file=experiments/claims/K1.json,line=1,title=verdicts%3A K2::because',
    ]);
  });
});

describe('verdicts as CSV', () => {
  it('have a line for each comparison, quoted where they must be', () => {
    const judged = {
      ...({ claim: 'K1', part: 'p', tier: 'embedded', outcome: 'reproduced', reason: 'all' } as const),
      ...{ experiment: 'e', scope: [], replay: '' },
      criteria: [
        {
          ...({ label: 'gap, in "dB"', group: 'knee', outcome: 'reproduced', unit: 'dB' } as const),
          ...{
            expected: 'above 0',
            reason: 'clear',
            n: 3,
            observed: { value: 1.5, interval: [1, 2] as const },
          },
        },
      ],
    };
    expect(
      verdictsCsv({ verdicts: [judged, { ...judged, criteria: [] }] })
        .split('\r\n')
        .slice(1),
    ).to.deep.equal([
      'K1,p,embedded,reproduced,"gap, in ""dB""",knee,reproduced,1.5,1,2,dB,above 0,3,,clear',
      'K1,p,embedded,reproduced,,,,,,,,,,,all',
      '',
    ]);
  });
});

function named(name: string): GateCheck {
  return { suite: 'verdicts', name, state: 'passed', message: 'because', declaration: '', part: '' };
}

const empty: RunDocument = {
  profile: 'small',
  seed: 1,
  selection: [],
  verdicts: [],
  experiments: [],
  golden: {
    compared: 0,
    repeated: 0,
    another: 0,
    unsaid: 0,
    unfetched: 0,
    power: [],
    deviations: [],
    changed: [],
    missing: [],
  },
};
