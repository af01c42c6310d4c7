import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import type { GoldenFile, GoldenVerdictsFile } from '../../harness/claims/golden-file.ts';
import { goldenText, verdictsText } from '../../harness/claims/golden-text.ts';
import { readGolden, type WrittenGolden } from '../../harness/claims/read-golden.ts';
import type { Tolerance } from '../../harness/claims/tolerance.ts';
import {
  anotherTolerance,
  arithmeticTolerance,
  repeatedTolerance,
  retrainedTolerance,
} from '../../harness/claims/usual-tolerances.ts';
import { validated } from '../../harness/edges/files/schemas.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const folder = new URL('../../golden/', import.meta.url);
const read = (text: string) =>
  readGolden(validated<WrittenGolden>('golden', JSON.parse(text), 'file'), 'file');

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,6}$/);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const pointer = fc
  .array(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((parts) => `/${parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`)
  .filter((text) => !text.includes('__proto__'));
const own: Tolerance = { kind: 'relative', size: 0.1, reason: 'r', source: 's' };
const rules = fc.constantFrom(
  { repeated: arithmeticTolerance },
  { repeated: repeatedTolerance, another: anotherTolerance, retrained: retrainedTolerance },
  { repeated: own },
  { repeated: { ...own, size: 0.2 }, another: own },
);
const statistics = fc.uniqueArray(
  fc.record({
    statistic: id,
    group: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), id, { maxKeys: 3 }),
    rules,
    expected: fc.dictionary(pointer, fc.oneof(number, fc.array(number, { minLength: 3, maxLength: 3 })), {
      minKeys: 1,
      maxKeys: 4,
      noNullPrototype: true,
    }),
  }),
  {
    minLength: 1,
    selector: ({ statistic, group }) => JSON.stringify([statistic, Object.entries(group).sort()]),
  },
);
const files: fc.Arbitrary<GoldenFile> = fc.record({
  profile: id,
  experiment: id,
  seeds: fc.constant([42, 43, 44]),
  engine: fc.string({ minLength: 1 }),
  trained: fc.boolean(),
  values: statistics.map((all) => all.map(({ rules: own, ...rest }) => ({ ...own, ...rest }))),
  history: fc.array(fc.record({ reason: fc.string({ minLength: 1 }), changes: fc.nat() })),
});

const byName = (values: GoldenFile['values']) =>
  Object.fromEntries(
    values.map(({ statistic, group, ...rest }) => [JSON.stringify([statistic, group]), rest]),
  );

describe('golden files', () => {
  it('hold all values with their tolerances to the last bit, and are written in the same way again', () => {
    fc.assert(
      fc.property(files, (file) => {
        const text = goldenText(file);
        const { rules: names, ...found } = read(text);
        expect({ ...found, values: byName(found.values) }).to.deep.equal({
          ...file,
          values: byName(file.values),
        });
        expect(goldenText({ ...found, rules: names! })).to.equal(text);
        expect(goldenText({ ...file, values: [...file.values].reverse() })).to.equal(text);
      }),
    );
  });

  it('have a value a line: one that changes changes its line and no other', () => {
    fc.assert(
      fc.property(files, number, (file, value) => {
        const [first, ...rest] = file.values;
        const [key] = Object.keys(first!.expected);
        const changed = { ...first!, expected: { ...first!.expected, [key!]: value } };
        const [before, after] = [file, { ...file, values: [changed, ...rest] }].map((each) =>
          goldenText(each).split('\n'),
        );
        expect(after).to.have.length(before!.length);
        expect(after!.filter((line, i) => line !== before![i])).to.have.length.at.most(1);
      }),
    );
  });

  it('keep the names that their rules were given', () => {
    const file = {
      profile: 'p',
      experiment: 'e',
      seeds: [1],
      engine: 'none',
      trained: false,
      rules: { wide: own },
      values: [{ statistic: 's', group: {}, repeated: { ...own }, expected: { '/mean': 1 } }],
      history: [],
    };
    expect(goldenText(file)).to.contain('"repeated": "wide"').and.to.contain('"s /mean": 1');
  });

  it('are refused where a rule is not there or a statistic stands under two', () => {
    const written: WrittenGolden = {
      profile: 'p',
      experiment: 'e',
      seeds: [1],
      engine: 'none',
      trained: false,
      rules: { a: own, b: own },
      values: [
        { repeated: 'a', expected: { 's dataset=x /mean': 1 } },
        { repeated: 'b', expected: { 's dataset=x /mean': 1 } },
      ],
      history: [],
    };
    expect(() => readGolden(written, 'g.json')).to.throw(
      InputError,
      'g.json /values/1: expected every statistic of a group under one rule, got s dataset=x a second time; move',
    );
    const sections = (last: object) => () =>
      readGolden(
        {
          ...written,
          rules: { a: own, b: { ...own } },
          values: [
            { repeated: 'a', another: 'a', retrained: 'a', expected: { 's /mean': 1 } },
            { repeated: 'a', another: 'a', retrained: 'a', expected: { 's /sd': 1 }, ...last },
          ],
        },
        'g.json',
      );
    expect(sections({})().values).to.have.length(1);
    for (const rule of ['repeated', 'another', 'retrained'])
      for (const name of rule === 'repeated' ? ['b'] : ['b', undefined])
        expect(sections({ [rule]: name }), `${rule} ${name}`).to.throw(InputError, 's a second time');
    expect(sections({ expected: { 's /mean': 2 } })).to.throw(InputError, 's a second time');
    const unknown = { ...written, values: [{ repeated: 'c', expected: { 's /mean': 1 } }] };
    expect(() => readGolden(unknown, 'g.json')).to.throw(
      InputError,
      'g.json /values/0/repeated: expected a rule among a, b, got "c"; correct the name or add the rule',
    );
    const short = { ...written, values: [{ repeated: 'a', expected: { 's /mean': [1, 2] } }] };
    expect(() => readGolden(short, 'g.json')).to.throw(
      InputError,
      'g.json /values/0/expected/s /mean: expected a value of each of 1 seeds, got 2; take it again by golden update',
    );
    const nameless = { ...written, values: [{ repeated: 'a', expected: { 's/mean': 1 } }] };
    expect(() => validated('golden', nameless, 'g.json')).to.throw(
      InputError,
      /g\.json \/values\/0\/expected/,
    );
  });

  for (const profile of ['embedded', 'smoke']) {
    it(`of the profile ${profile} stand as golden update writes them`, () => {
      for (const name of readdirSync(new URL(`${profile}/`, folder))) {
        const text = readFileSync(new URL(`${profile}/${name}`, folder), 'utf8');
        const again =
          name === 'verdicts.json'
            ? verdictsText(validated<GoldenVerdictsFile>('golden-verdicts', JSON.parse(text), name))
            : goldenText(read(text));
        expect(again === text, name).to.equal(true);
      }
    });
  }
});
