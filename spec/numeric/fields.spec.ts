import { expect } from 'chai';
import { fields } from '../../harness/numeric/fields.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

describe('a declaration read field by field', () => {
  it('reads values, and fallbacks where they are absent', () => {
    const read = fields({ a: 'x', n: 2.5, i: 3 }, 'a.json');
    expect(read.text('a')).to.equal('x');
    expect(read.number('n', {})).to.equal(2.5);
    expect(read.integer('i', { atLeast: 3 })).to.equal(3);
    expect(read.oneOf('a', ['x', 'y'])).to.equal('x');
    expect(read.oneOf('b', ['x', 'y'], 'y')).to.equal('y');
    expect(read.has('b')).to.equal(false);
    expect(() => read.end()).to.not.throw();
  });

  it('refuses by file and JSON pointer, which it escapes and extends', () => {
    const refused = (read: () => unknown, message: string) => expect(read).to.throw(InputError, message);
    refused(() => fields([], 'a.json'), 'a.json: expected an object, got []; write { ... } here');
    refused(() => fields({}, 'a.json').text('a'), 'a.json /a: expected a non-empty text, got nothing');
    refused(
      () => fields({ a: 1 }, 'a.json /x/0').oneOf('a', ['y', 'z']),
      'a.json /x/0/a: expected one of y, z, got 1; correct this value',
    );
    refused(() => fields({ 'a/b': 1 }, 'a.json').text('a/b'), 'a.json /a~1b: expected');
    refused(() => fields({ n: 0 }, 'a.json').number('n', { above: 0 }), 'expected a number above 0, got 0');
    refused(() => fields({ n: null }, 'a.json').number('n', {}, 3), 'expected a number, got null');
    refused(
      () => fields({ n: 1.5 }, 'a.json').integer('n', { atMost: 3 }),
      'expected an integer at most 3, got 1.5',
    );
    refused(() => {
      const read = fields({ a: 'x', colour: 1 }, 'a.json');
      read.text('a');
      read.end();
    }, 'a.json /colour: expected no keys but a, got "colour"; remove it or correct its spelling');
  });
});
