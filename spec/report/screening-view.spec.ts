import { expect } from 'chai';
import { createImage } from '../../harness/numeric/image.ts';
import type { Candidate } from '../../harness/report/screening.ts';
import { rankingTable, screenedPanels, subbandProfile } from '../../harness/report/screening-view.ts';

const candidate = (vae: string, more: Partial<Candidate> = {}): Candidate => ({
  vae,
  latent: [3, 16, 16],
  perPixel: 0.1875,
  rank: 1,
  ceiling: { mean: 30.123, ci95: [29.5, 31], images: {} },
  worst: { image: 'p1_z3', psnr: 21.987 },
  subbands: { LL3: 40, HH1: 20.456 },
  behindFirst: null,
  predictedSr: null,
  ...more,
});
const second = candidate('second', {
  behindFirst: { mean: 1.5, ci95: [1, 2], imagesAhead: 4 },
  subbands: { LL3: 38.5, HH1: null },
});
const image = (...values: number[]) => createImage(1, 1, values.length, Float64Array.from(values));

describe('the view of a screening', () => {
  it('ranks with the interval of the ceiling, and how far each is behind the first', () => {
    const { rows, columns, caption } = rankingTable([candidate('first'), second], '9 images');
    expect(caption).to.include('over 9 images.');
    expect(rows).to.deep.equal([
      ['first', '3 × 16 × 16', '0.19', '30.12 [29.50, 31.00]', '–', '–', 'p1_z3, 21.99'],
      ['second', '3 × 16 × 16', '0.19', '30.12 [29.50, 31.00]', '1.50 [1.00, 2.00]', '4', 'p1_z3, 21.99'],
    ]);
    expect(columns.map(({ numeric }) => numeric)).to.deep.equal([
      false,
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('has a point for each subband with signal, and says in its table where there is none', () => {
    const { figure, table } = subbandProfile([candidate('first'), second], 9);
    const { values } = figure.spec['data'] as { readonly values?: readonly Record<string, unknown>[] };
    expect(values!.map(({ series, at, value }) => [series, at, value])).to.deep.equal([
      ['first', 'LL3', 40],
      ['first', 'HH1', 20.456],
      ['second', 'LL3', 38.5],
    ]);
    expect(figure.caption).to.include('over 9 images');
    expect(table.rows).to.deep.equal([
      ['first', '40.00', '20.46'],
      ['second', '38.50', 'no signal'],
    ]);
    expect(table.columns.map(({ title, numeric }) => [title, numeric])).to.deep.equal([
      ['Autoencoder', false],
      ['LL3', true],
      ['HH1', true],
    ]);
  });

  it('shows images beside their copies in [0, 1], with errors on one scale to the largest of all', () => {
    const shown = { title: 'worst', shown: 'All of it.', psnr: [20, 18.456] };
    const panels = screenedPanels(
      [
        { ...shown, image: image(0, 0.5), copies: [image(0.1, 0.5), image(-0.25, 1.5)] },
        { ...shown, image: image(1, 1), copies: [image(1, 1), image(0.9, 1)] },
      ],
      [candidate('first'), second],
    );
    expect(panels.map(({ id }) => id)).to.deep.equal(['panel-0', 'panel-1']);
    for (const { scales } of panels)
      expect(scales!.map(({ low, high }) => [low, high])).to.deep.equal([['0', '1.0']]);
    const [, first, other] = panels[0]!.images;
    expect([first!.label, first!.note, other!.label, other!.note]).to.deep.equal([
      'first',
      '20.00 dB',
      'second',
      '18.46 dB',
    ]);
    expect([...other!.image.data]).to.deep.equal([0, 1]);
    expect([...panels[0]!.images[0]!.image.data]).to.deep.equal([0, 0.5]);
    // The same error has the same colour in every panel, and no error that of none.
    const colour = (panel: number, copy: number, at: number) => {
      const { data } = panels[panel]!.images[copy]!.maps![0]!.image;
      return [0, 1, 2].map((channel) => data[channel * 2 + at]!.toFixed(6)).join();
    };
    expect(colour(0, 1, 0)).to.equal(colour(1, 2, 0));
    expect(colour(0, 1, 1)).to.equal(colour(1, 1, 0));
    expect(colour(0, 2, 1)).to.not.equal(colour(0, 1, 0));
  });

  it('has a scale also where nothing differs', () => {
    const [panel] = screenedPanels(
      [{ title: 't', shown: '', psnr: [99], image: image(1, 0), copies: [image(1, 0)] }],
      [candidate('first')],
    );
    expect(panel!.scales![0]!.high).to.equal('0.0000010');
  });
});
