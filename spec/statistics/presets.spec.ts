import { expect } from 'chai';
import { accepts, type Option } from '../../harness/language/option.ts';
import { procedures } from '../../harness/statistics/catalogue.ts';
import { wilcoxon } from '../../harness/statistics/procedures/wilcoxon.ts';

describe('the presets of procedures', () => {
  it('are among what their options accept, and so is every value that an enumeration lists, once', () => {
    for (const { name, options } of procedures) {
      for (const [key, option] of Object.entries(options as Readonly<Record<string, Option>>)) {
        if ('default' in option) expect(accepts(option, option.default), `${name} ${key}`).to.equal(true);
        const listed = 'enum' in option ? option.enum : [];
        expect(new Set(listed).size, `${name} ${key}`).to.equal(listed.length);
      }
    }
  });

  it("are, for Wilcoxon's test, SciPy's: no correction for continuity, zeros dropped, the normal approximation", () => {
    expect(wilcoxon.resolve({})).to.deep.equal({ method: 'asymptotic', zeros: 'wilcox', correction: false });
    for (const correction of [true, false])
      expect(wilcoxon.resolve({ correction }).correction).to.equal(correction);
    expect(() => wilcoxon.resolve({ correction: 1 })).to.throw('correction');
  });
});
