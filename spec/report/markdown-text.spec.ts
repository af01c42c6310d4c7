import { expect } from 'chai';
import fc from 'fast-check';
import { codeBlock, escapeMarkdown, inlineCode } from '../../harness/report/markdown-text.ts';

const anything = fc.string({ unit: fc.constantFrom(...'ab `|<>&*_[]()\\\n#-+1.~$!') });

describe('text in Markdown', () => {
  it('loses its markup but not its words', () => {
    expect(escapeMarkdown('a|b <b>*x*</b> [l](javascript:y) `c` $z$ & more')).to.equal(
      'a\\|b &lt;b&gt;\\*x\\*&lt;/b&gt; \\[l\\](javascript:y) \\`c\\` \\$z\\$ &amp; more',
    );
    expect(inlineCode('a_b \\|')).to.equal('<code>a\\_b \\\\\\|</code>');
    expect(escapeMarkdown('# 1\n\n- x')).to.equal('\\# 1 - x');
    expect(escapeMarkdown('1. x')).to.equal('1\\. x');
    expect(escapeMarkdown('-0.15 .. 0.15')).to.equal('\\-0.15 .. 0.15');
  });

  it('stays on one line, without tags and open separators', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).to.not.match(/[\n<>]/);
        expect(escaped.replace(/\\\\/g, '').replace(/\\[|`*_[\]]/g, '')).to.not.match(/[|`*_[\]]/);
      }),
    );
  });

  it('cannot close the code that it stands in', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const [first, ...rest] = codeBlock(text).split('\n');
        const fence = first.slice(0, -2);
        expect(rest.pop()).to.equal(fence);
        expect(rest.join('\n')).to.equal(text).and.not.contain(fence);
      }),
    );
  });
});
