import { expect } from 'chai';
import fc from 'fast-check';
import { subjectGrouping, type ToldSubject } from '../../harness/datasets/subject-grouping.ts';
import { resolveGroups, withoutGroups } from '../../harness/datasets/subject-groups.ts';

const lines = (told: Readonly<Record<string, string | number>>): ToldSubject[] =>
  Object.entries(told).map(([subject, value], i) => ({ subject, told: value, place: `line ${i + 2}` }));
const grouped = (told: Readonly<Record<string, string | number>>, by: object = {}) =>
  subjectGrouping(lines(told), by, 't.csv: column c');

describe('groups of subjects', () => {
  const ascending = fc
    .uniqueArray(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 5 })
    .map((ends) => ends.sort((a, b) => a - b));
  const numbers = fc.array(fc.double({ min: -120, max: 120, noNaN: true }), { minLength: 1, maxLength: 12 });

  it('by bands hold each number once: from the end of the band below, up to but not at their own', () => {
    /** Whether every subject is in the band that has its number. */
    const hold = (bands: readonly number[], values: readonly number[], of: typeof subjectGrouping) => {
      const told = values.map((value, i) => ({ subject: `s${i}`, told: value, place: `${i}` }));
      const { groupOf } = of(told, { bands }, 't');
      const ends = [Number.NEGATIVE_INFINITY, ...bands, Number.POSITIVE_INFINITY];
      return values.every(
        (value, i) => value >= ends[groupOf[`s${i}`]!]! && value < ends[groupOf[`s${i}`]! + 1]!,
      );
    };
    const ofEnds = (bands: readonly number[], values: readonly number[]) => [...values, ...bands];
    fc.assert(
      fc.property(ascending, numbers, (bands, values) => hold(bands, ofEnds(bands, values), subjectGrouping)),
    );
    // The control: one that counts the end of a band to it.
    const closed: typeof subjectGrouping = (told, by, where) => ({
      ...subjectGrouping(told, by, where),
      groupOf: Object.fromEntries(
        told.map(({ subject, told: value }) => [
          subject,
          by.bands!.filter((end) => Number(value) > end).length,
        ]),
      ),
    });
    expect(hold([40, 60], [12, 40, 60], closed)).to.equal(false);
  });

  it('are the same in any order of the lines, and with lines that say so again', () => {
    const told = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.constantFrom('F', 'M', 'unknown'), {
      minKeys: 2,
    });
    fc.assert(
      fc.property(told, fc.boolean(), (sexes, again) => {
        fc.pre(new Set(Object.values(sexes)).size > 1);
        const own = lines(sexes);
        const turned = [...own].reverse();
        const of = (all: readonly ToldSubject[]) => subjectGrouping(all, {}, 't');
        expect(of(again ? [...turned, ...own] : turned)).to.deep.equal(of(own));
      }),
    );
  });

  it('are called by their texts in order, or by the ends of their bands, or as declared', () => {
    expect(grouped({ a: 'M', b: ' F ', ' c ': 'M' })).to.deep.equal({
      names: ['F', 'M'],
      groupOf: { a: 1, b: 0, c: 1 },
    });
    const ages = { a: 39.9, b: 40, c: 60 };
    expect(grouped(ages, { bands: [40, 60] })).to.deep.equal({
      names: ['under 40', '40 to under 60', '60 or more'],
      groupOf: { a: 0, b: 1, c: 2 },
    });
    expect(grouped(ages, { bands: [50], names: ['young', 'old'] }).names).to.deep.equal(['young', 'old']);
    expect(grouped({ a: 2, b: 1 }).names).to.deep.equal(['1', '2']);
  });

  it('refuse a subject in two groups, one group, and names that case and blanks alone tell apart', () => {
    const twice = [...lines({ a: 'F', b: 'M' }), { subject: 'a ', told: 'M', place: 'line 9' }];
    expect(() => subjectGrouping(twice, {}, 't.csv: column sex')).to.throw(
      't.csv: column sex line 9: expected subject a in one group, F as at line 2, got M; mend one of them',
    );
    expect(() => grouped({ a: 'F', b: 'F' })).to.throw(/expected two groups or more, got F;/);
    expect(() => grouped({})).to.throw(/expected two groups or more, got none;/);
    expect(() => grouped({ a: 'F', b: 'f' })).to.throw(/names of groups that differ .* got "F" and "f";/);
    expect(() => grouped({ 'Sub 1': 'F', sub1: 'M' })).to.throw(
      /names of subjects .* got "Sub 1" and "sub1"/,
    );
  });

  it('of names that programs know are names like others', () => {
    const { groupOf } = grouped({ constructor: 'F', b: 'M' });
    expect(groupOf).to.deep.equal({ constructor: 0, b: 1 });
  });
});

describe('groups in the declaration of a data set', () => {
  const of = (groups: unknown, kind = 'folder') => resolveGroups({ id: 'd', kind, groups }, 'd.json');

  it('are a table with columns of groups, or of numbers in bands', () => {
    const by = { sex: 'sex', age: { column: 'years', bands: [40, 60], names: ['a', 'b', 'c'] } };
    expect(of({ file: './s.csv', subject: 'pid', by })).to.deep.equal({
      file: './s.csv',
      subject: 'pid',
      by: { sex: { column: 'sex' }, age: by.age },
    });
    expect(of({ by: { site: 'site' } }, 'scores')).to.deep.equal({ by: { site: { column: 'site' } } });
    expect(of({ by: { wide: { column: 'ventricle', bands: [1] } } }, 'phantom')).to.deep.equal({
      by: { wide: { column: 'ventricle', bands: [1] } },
    });
    expect(of(undefined)).to.equal(undefined);
    expect(withoutGroups({ id: 'd', groups: {} })).to.deep.equal({ id: 'd' });
    expect(withoutGroups(undefined)).to.equal(undefined);
  });

  const faulty: readonly (readonly [unknown, RegExp, string?])[] = [
    [{ by: { sex: 'sex' } }, /\/groups\/file: expected a non-empty text/],
    [
      { file: '../s.csv', by: { sex: 'sex' } },
      /\/groups\/file: expected an absolute path, or one without \.\./,
    ],
    [{ file: 's.csv' }, /\/groups\/by: expected an object, got nothing/],
    [{ file: 's.csv', by: {} }, /\/groups\/by: expected at least one grouping/],
    [{ file: 's.csv', by: { 'a b': 'sex' } }, /expected names of groupings of letters, .* got "a b"/],
    [{ file: 's.csv', by: { sex: '' } }, /\/groups\/by\/sex: expected an object, got ""/],
    [
      { file: 's.csv', by: { age: { column: 'a', bands: [60, 40] } } },
      /numbers in ascending order, got \[60,40\]/,
    ],
    [{ file: 's.csv', by: { age: { column: 'a', bands: [40, 40] } } }, /numbers in ascending order/],
    [{ file: 's.csv', by: { age: { column: 'a', bands: [] } } }, /numbers in ascending order/],
    [
      { file: 's.csv', by: { age: { column: 'a', names: ['x', 'y'] } } },
      /\/bands: expected numbers .* got nothing/,
    ],
    [{ file: 's.csv', by: { age: { column: 'a', bands: [1], names: ['x'] } } }, /expected 2 different names/],
    [
      { file: 's.csv', by: { age: { column: 'a', bands: [1], names: ['x', 'x'] } } },
      /expected 2 different names/,
    ],
    [{ file: 's.csv', by: { age: { column: 'a', band: [1] } } }, /expected no keys but column, bands, names/],
    [{ file: 's.csv', by: { sex: 'sex' } }, /expected no keys but by, got "file"/, 'phantom'],
    [{ subject: 'pid', by: { sex: 'sex' } }, /expected no keys but by, got "subject"/, 'scores'],
  ];
  for (const [groups, message, kind] of faulty)
    it(`refuse ${JSON.stringify(groups)}${kind ? ` of ${kind}` : ''}`, () => {
      expect(() => of(groups, kind)).to.throw(message);
    });
});
