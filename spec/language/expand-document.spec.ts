import { expect } from 'chai';
import fc from 'fast-check';
import { valueAt } from '../../harness/claims/json-pointer.ts';
import { expandDocument } from '../../harness/language/expand-document.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const expanded = (document: unknown) => expandDocument(document, 'e.json').value;

describe('a document with loops', () => {
  it('has an entry of a list for every combination of values, the last name turning fastest', () => {
    const entry = { for: { how: ['a', 'b'], T: [16, 50] }, id: '{how}-t{T}', at: '{T}' };
    expect(expanded({ list: [{ id: 'first' }, entry] })).to.deep.equal({
      list: [
        { id: 'first' },
        { id: 'a-t16', at: 16 },
        { id: 'a-t50', at: 50 },
        { id: 'b-t16', at: 16 },
        { id: 'b-t50', at: 50 },
      ],
    });
  });

  it('has one for every record of names that go together, and for the records of a list that it names', () => {
    const loop = { for: ['{few}', { T: 50, said: 'many' }], id: '{said}', at: '{T}' };
    expect(expanded({ names: { few: [{ T: 16, said: 'few' }] }, list: [loop] })).to.deep.equal({
      list: [
        { id: 'few', at: 16 },
        { id: 'many', at: 50 },
      ],
    });
  });

  it('takes what a record holds under a key', () => {
    const loop = { for: { of: [{ id: 'a', k: { low: 1 } }] }, id: '{of.id}', k: '{of.k.low}', all: '{of}' };
    expect(expanded({ list: [loop] })).to.deep.equal({
      list: [{ id: 'a', k: 1, all: { id: 'a', k: { low: 1 } } }],
    });
  });

  it('has the entries of a block in its place, with what it says for all unless they say otherwise', () => {
    const block = {
      for: { T: [1, 2] },
      by: ['{T}'],
      list: [{ id: 'a{T}' }, { for: { m: ['x'] }, by: [], list: [{ id: '{m}{T}' }] }],
    };
    expect(expanded({ list: [block] })).to.deep.equal({
      list: [
        { by: [1], id: 'a1' },
        { by: [], id: 'x1' },
        { by: [2], id: 'a2' },
        { by: [], id: 'x2' },
      ],
    });
    expect(expanded({ list: [{ other: [{ id: 'a' }] }] })).to.deep.equal({
      list: [{ other: [{ id: 'a' }] }],
    });
  });

  it('has what names stand for where they are written out, entries of lists among them', () => {
    const names = { gap: 's[{m}] - s[n]', more: [2, 3], entry: { id: '{m}', x: '{gap}' } };
    const list = [{ for: { m: ['a', 'b'] }, list: ['{entry}'] }];
    expect(expanded({ names, of: [1, '{more}'], list })).to.deep.equal({
      of: [1, 2, 3],
      list: [
        { id: 'a', x: 's[a] - s[n]' },
        { id: 'b', x: 's[b] - s[n]' },
      ],
    });
  });

  it('without loops and names is as it stands', () => {
    const noBraces = fc.string().filter((text) => !/[{}]/.test(text) && text !== 'for' && text !== 'names');
    const document = fc
      .dictionary(noBraces, fc.jsonValue())
      .filter((one) => !/\{[\w.-]+\}|"for"/.test(JSON.stringify(one)));
    fc.assert(
      fc.property(document, (one) => {
        fc.pre(!hasBlock(one, ''));
        const { value, placeOf } = expandDocument(one, 'e.json');
        expect(value).to.deep.equal({ ...one });
        expect(placeOf('/a/0')).to.equal('/a/0');
      }),
    );
  });

  it('tells where each of its parts was written', () => {
    const document = {
      list: [
        { id: 'a' },
        { for: { T: [1, 2] }, shared: { deep: ['s'] }, list: [{ id: 'b', of: [{ x: '{T}' }] }, { id: 'c' }] },
      ],
    };
    const { value, placeOf } = expandDocument(document, 'e.json');
    expect(valueAt(value, '/list/3/of/0/x')).to.equal(2);
    expect(placeOf('/list/3/of/0/x')).to.equal('/list/1/list/0/of/0/x');
    expect(placeOf('/list/4/id')).to.equal('/list/1/list/1/id');
    expect(placeOf('/list/4/shared/deep/0')).to.equal('/list/1/shared/deep/0');
    expect(placeOf('/list/0/id')).to.equal('/list/0/id');
    expect(placeOf('')).to.equal('');
    fc.assert(
      fc.property(fc.constantFrom('/id', '/of/0/x', '/shared/deep'), fc.nat(4), (part, i) => {
        const found = valueAt(value, `/list/${i}${part}`);
        if (found === undefined || part === '/of/0/x') return;
        expect(valueAt(document, placeOf(`/list/${i}${part}`))).to.deep.equal(found);
      }),
    );
  });

  const faults: readonly [string, unknown, string][] = [
    [
      'a name that stands for nothing',
      { list: [{ for: { T: [1] }, id: '{t}' }] },
      '/list/0/id: expected a name that stands for something (T), got {t}',
    ],
    [
      'a key that a record has not',
      { list: [{ for: { T: [{ a: 1 }] }, id: '{T.b}' }] },
      '/list/0/id: expected a name that stands for something (a), got {T.b}',
    ],
    [
      'a loop over nothing',
      { list: [{ for: { T: [] } }] },
      '/list/0/for/T: expected a list of values, got []',
    ],
    ['a loop that is none', { list: [{ for: 3 }] }, '/list/0/for: expected lists of values by name'],
    ['a name with a sign', { names: { 'a b': 1 } }, '/names: expected names of letters'],
    [
      'a list within a text',
      { names: { a: [1] }, id: 'x{a}' },
      '/id: expected a text or number for {a}, got [1]',
    ],
    ['a key twice', { names: { a: 'b' }, b: 1, '{a}': 2 }, '/{a}: expected every key once, got "b"'],
    [
      'a text in a block that says more',
      { list: [{ by: 1, list: ['a'] }] },
      '/list/0/list/0: expected an object',
    ],
    ['a name of itself', { names: { a: '{b}', b: '{a}' }, id: '{a}' }, '/id: expected at most 50 levels'],
    ['a loop over itself', { names: { a: '{a}' }, list: [{ for: '{a}' }] }, '/list/0/for: expected a value'],
    [
      'too many turns',
      { list: [{ for: { a: range(400), b: range(400) } }] },
      '/list/0/for: expected at most 100000 turns',
    ],
    ['too much in all', { names: doubling(40), id: '{n40}' }, '/id: expected a text of at most 10000'],
    ['too many lists', { names: listing(40), id: ['{n40}'] }, 'expected at most'],
    ['too deep a nest', nested(60), 'expected at most 50 levels'],
    ['too deep a block', blocks(60), 'expected at most 50 levels'],
  ];
  for (const [what, document, message] of faults) {
    it(`refuses ${what}, with the place`, () => {
      expect(() => expanded(document))
        .to.throw(InputError)
        .with.property('message')
        .that.includes(message);
    });
  }
});

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function doubling(n: number): Record<string, string> {
  return Object.fromEntries(range(n + 1).map((i) => [`n${i}`, i === 0 ? 'x' : `{n${i - 1}}{n${i - 1}}`]));
}

function listing(n: number): Record<string, unknown> {
  return Object.fromEntries(
    range(n + 1).map((i) => [`n${i}`, i === 0 ? [1] : [`{n${i - 1}}`, `{n${i - 1}}`]]),
  );
}

function nested(n: number): unknown {
  return range(n).reduce<unknown>((inner) => ({ a: [inner] }), 1);
}

function blocks(n: number): unknown {
  return { list: [range(n).reduce<unknown>((inner) => ({ list: [inner] }), { id: 'a' })] };
}

/** Whether an entry of a list has a list of the same name. */
function hasBlock(value: unknown, name: string): boolean {
  if (Array.isArray(value)) {
    return value.some(
      (item) => Array.isArray((item as Record<string, unknown> | null)?.[name]) || hasBlock(item, ''),
    );
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => hasBlock(item, key));
}
