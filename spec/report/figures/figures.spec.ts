import { expect } from 'chai';
import { figureSvg } from '../../../harness/edges/render/svg.ts';
import { seriesChannels } from '../../../harness/report/figures/axis.ts';
import {
  agreement,
  bars,
  type FigureSpec,
  forest,
  linePlot,
  lossCurves,
  plane,
  scatterFit,
  scoreCurve,
} from '../../../harness/report/figures/index.ts';

const dB = { title: 'PSNR', unit: 'dB' };
const three = ['bicubic', 'Lanczos', 'box mean'];

describe('figures of a report', () => {
  it('of up to 36 series give no two of them the same colour and shape', () => {
    const series = Array.from({ length: 36 }, (_, i) => `series ${i}`);
    const styles = (names: readonly string[]) => {
      const { color, shape } = seriesChannels(names);
      const range = (channel: FigureSpec) => (channel['scale'] as { range: readonly string[] }).range;
      return names.map((_, i) => `${range(color)[i]} ${range(shape)[i]}`);
    };
    for (let count = 1; count <= series.length; count++)
      expect(new Set(styles(series.slice(0, count))).size, `${count} series`).to.equal(count);
  });

  it('have as many columns in their legend as the longest name leaves room for, one at least', () => {
    const columns = (...names: string[]) =>
      (seriesChannels(names).color['legend'] as { columns: number } | null)?.columns;
    expect(columns('one')).to.equal(undefined);
    expect(columns('a', 'b')).to.equal(2);
    expect(columns('a', 'a name of thirty-six letters and one!')).to.equal(1);
    // 430 px: four times 7.6 px a letter for nine of them, and 36 px beside; three times for fourteen.
    expect(columns('a', 'b', 'c', 'nine long', 'd')).to.equal(4);
    expect(columns('a', 'b', 'c', 'x'.repeat(14))).to.equal(3);
    expect(columns('a', 'x'.repeat(90))).to.equal(1);
  });

  it('of a score against a factor draw a line, intervals and means a series, images behind, ticks at the factors', async () => {
    const rows = three.flatMap((series, i) =>
      [2, 4, 8].map((factor) => ({
        factor,
        series,
        mean: 30 - i - factor,
        low: 29 - i - factor,
        high: 31 - i - factor,
      })),
    );
    const images = rows.map(({ factor, series, mean }) => ({ factor, series, value: mean + 2 }));
    const svg = await draw(
      scoreCurve({ rows, images, x: { title: 'scale', unit: '×', scale: 'log2' }, y: dB }),
    );
    expect(marks(svg, 'images')).to.equal(9);
    expect(marks(svg, 'line')).to.equal(3);
    expect(marks(svg, 'interval')).to.equal(9);
    expect(marks(svg, 'mean')).to.equal(9);
    expect(texts(svg)).to.include.members(['2', '4', '8', 'scale (×)', 'PSNR (dB)', ...three]);
    const [two, four, eight] = ['2', '4', '8'].map((tick) => tickAt(svg, tick));
    expect(eight - four, 'doublings are equally far apart').to.be.closeTo(four - two, 1e-6);
  });

  it('of differences draw an interval a row, the zero rule and the margin', async () => {
    const rows = ['MRNet', 'CXR'].flatMap((group, i) =>
      ['described', 'released'].map((series) => ({
        group,
        series,
        estimate: 2 + i,
        low: 1 + i,
        high: 3 + i,
      })),
    );
    const svg = await draw(forest({ rows, x: { title: 'difference', unit: 'dB' }, margin: [-0.15, 0.15] }));
    expect(['interval', 'estimate', 'zero', 'margin'].map((layer) => marks(svg, layer))).to.deep.equal([
      4, 4, 1, 1,
    ]);
    expect(texts(svg)).to.include.members(['MRNet', 'CXR', 'described', 'released', 'difference (dB)']);
    expect(marks(await draw(forest({ rows, x: dB })), 'margin')).to.equal(0);
  });

  it('of a fit draw every point with its label, the line and its band', async () => {
    const rows = three.map((label, i) => ({ x: i, y: i * i, label }));
    const fit = [0, 1, 2].map((x) => ({ x, y: 2 * x, low: x, high: 3 * x }));
    const svg = await draw(
      scatterFit({ rows, fit, x: { title: 'ceiling', unit: 'dB' }, y: { title: 'ratio', unit: '1' } }),
    );
    expect(['points', 'fit', 'band'].map((layer) => marks(svg, layer))).to.deep.equal([3, 1, 1]);
    expect(texts(svg)).to.include.members([...three, 'ceiling (dB)', 'ratio']);
  });

  it('of bars start at zero and carry an interval each', async () => {
    const rows = three.map((category) => ({ category, value: 30, low: 29, high: 31 }));
    const svg = await draw(bars({ rows, x: dB }));
    expect(['bars', 'interval', 'lowCap', 'highCap'].map((layer) => marks(svg, layer))).to.deep.equal([
      3, 3, 3, 3,
    ]);
    expect(texts(svg)).to.include.members(['0', ...three]);
    expect(svg, 'no legend for one series').to.not.contain('role-legend');
  });

  it('name the row and the number that cannot be drawn', () => {
    const row = { group: 'MRNet', estimate: 1, low: Number.NEGATIVE_INFINITY, high: 2 };
    expect(() => forest({ rows: [row], x: dB })).to.throw(
      'figure forest: row 0, low: expected a finite number, got -Infinity; leave the row out and say so in the caption',
    );
    const [axes, nan] = [{ x: dB, y: dB }, Number.NaN];
    const placed = { series: 'a', low: 0, high: 1 };
    for (const [figure, draw] of [
      ['bars', () => bars({ rows: [], x: dB })],
      ['forest', () => forest({ rows: [], x: dB })],
      ['agreement', () => agreement({ rows: [], levels: [], ...axes })],
      ['plane', () => plane({ rows: [], ...axes })],
      ['loss curves', () => lossCurves([])],
      ['scatter', () => scatterFit({ rows: [], fit: [], ...axes })],
      ['line plot', () => linePlot({ rows: [], x: { ...dB, scale: 'linear' }, y: dB })],
      ['score curve', () => scoreCurve({ rows: [], x: { ...dB, scale: 'linear' }, y: dB })],
    ] as const)
      expect(draw).to.throw(`figure ${figure}: expected at least one row, got none`);
    const images = [{ factor: 1, series: 'a', value: nan }];
    expect(() =>
      scoreCurve({ rows: [{ ...placed, factor: 1, mean: 1 }], images, x: { ...dB, scale: 'linear' }, y: dB }),
    ).to.throw('figure score curve, images: row 0, value: expected a finite number, got NaN');
    const fit = [{ x: 0, y: nan, low: 0, high: 0 }];
    expect(() => scatterFit({ rows: [{ x: 1, y: 1, label: '' }], fit, ...axes })).to.throw(
      'figure scatter, fit: row 0, y: expected a finite number, got NaN',
    );
  });

  it('break long names between words instead of cutting them', async () => {
    const name = 'Lanczos minus bicubic, from Lanczos LR';
    const svg = await draw(forest({ rows: [{ group: name, estimate: 1, low: 0, high: 2 }], x: dB }));
    const lines = [...svg.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, line]) => line);
    expect(lines).to.deep.equal(['Lanczos minus bicubic,', 'from Lanczos LR']);
  });

  it('keep names in the order given', async () => {
    const rows = ['z', 'a', 'm'].map((category) => ({ category, value: 3, low: 2, high: 4 }));
    const order = texts(await draw(bars({ rows, x: dB }))).filter((text) => /^[zam]$/.test(text));
    expect(order).to.deep.equal(['z', 'a', 'm']);
  });
});

function draw(spec: FigureSpec): Promise<string> {
  return figureSvg({ id: 'f', caption: '', alt: 'a figure', spec }, 'f');
}

/** Shapes drawn in a named layer. */
function marks(svg: string, layer: string): number {
  const groups = svg.matchAll(new RegExp(`role-mark ${layer}_marks"[^>/]*>(.*?)</g>`, 'g'));
  return [...groups].reduce((sum, [, content]) => sum + content.split('<').length - 1, 0);
}

function texts(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
}

function tickAt(svg: string, label: string): number {
  return Number(
    new RegExp(`<text text-anchor="middle" transform="translate\\(([\\d.]+),[^>]*>${label}</text>`).exec(
      svg,
    )?.[1],
  );
}
