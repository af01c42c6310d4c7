import { expect } from 'chai';
import fc from 'fast-check';
import { expand, type Loops } from '../../harness/language/expand.ts';

describe('loops of a declaration', () => {
  it('write out every combination, the last name turning fastest', () => {
    const declared = { for: { how: ['a', 'b'], T: [16, 50] }, id: '{how}-t{T}', at: ['T = {T}', '{T}'] };
    expect(expand(declared, 'x')).to.deep.equal([
      { id: 'a-t16', at: ['T = 16', 16] },
      { id: 'a-t50', at: ['T = 50', 50] },
      { id: 'b-t16', at: ['T = 16', 16] },
      { id: 'b-t50', at: ['T = 50', 50] },
    ]);
  });

  it('take what a record holds under a key, as it is where nothing stands beside it', () => {
    const tier = { id: 'a', of: ['x', 'y'] };
    const declared = {
      for: { tier: [tier] },
      of: '{tier.of}',
      id: 'tier {tier.id}',
      left: '{tier} {tier.no}',
    };
    expect(expand(declared, 'x')).to.deep.equal([{ of: ['x', 'y'], id: 'tier a', left: '{tier} {tier.no}' }]);
  });

  it('leave a declaration without "for" and names that stand for nothing as they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const declared: { for?: Loops; body: unknown } = { body };
        expect(expand(declared, 'x')).to.deep.equal([{ body }]);
      }),
    );
    expect(expand({ for: { a: ['1'] }, id: '{b}' }, 'x')).to.deep.equal([{ id: '{b}' }]);
  });

  it('refuse what was made to exhaust', () => {
    const many = Array.from({ length: 101 }, (_, i) => i);
    expect(() => expand({ for: { a: many, b: many } }, 'x')).to.throw('x: expected at most 10000 copies');
    let deep: unknown = 1;
    for (let i = 0; i < 60; i++) deep = [deep];
    expect(() => expand({ for: { a: ['1'] }, deep }, 'x')).to.throw('at most 50 levels');
  });
});
