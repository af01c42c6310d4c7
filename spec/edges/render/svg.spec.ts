import { expect } from 'chai';
import { figureSvg } from '../../../harness/edges/render/svg.ts';
import type { FigureView } from '../../../harness/report/view-model.ts';

const clipped: FigureView = {
  id: 'clipped',
  caption: '',
  alt: 'A "point" & <more>',
  spec: {
    data: { values: [{ x: 1 }, { x: 2 }] },
    mark: { type: 'point', clip: true },
    encoding: { x: { field: 'x', type: 'quantitative', title: 'x (url(#clip0) id="clip0")' } },
  },
};

describe('drawing of a figure', () => {
  it('carries its words, escaped, and its size', async () => {
    const start =
      /^<svg role="img" aria-label="A &quot;point&quot; &amp; &lt;more&gt;" width="\d+" height="\d+" viewBox="0 0 \d+ \d+">/;
    expect(await figureSvg(clipped, 'a')).to.match(start);
  });

  it('has ids of its own, the same at every drawing', async () => {
    const [first, other, again] = [
      await figureSvg(clipped, 'a'),
      await figureSvg(clipped, 'b'),
      await figureSvg(clipped, 'a'),
    ];
    const ids = (svg: string) => [...svg.matchAll(/<clipPath id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids(first)).to.deep.equal(['a-1']);
    expect(ids(other)).to.deep.equal(['b-1']);
    expect(first).to.contain('clip-path="url(#a-1)"');
    expect(again).to.equal(first);
    expect(first, 'words that look like ids').to.contain('>x (url(#clip0) id="clip0")<');
  });
});
