import { expect } from 'chai';
import { createImage } from '../../harness/numeric/image.ts';
import type { PanelItem } from '../../harness/pipeline/stages/panel.ts';
import { panelView } from '../../harness/report/panel-view.ts';

/** A grey image whose pixels are these. */
const image = (width: number, ...values: number[]) =>
  createImage(1, values.length / width, width, Float64Array.from(values));
const item = (role: PanelItem['role'], more: Partial<PanelItem> = {}): PanelItem => ({
  role,
  cell: '',
  levels: {},
  image: image(2, 0.5, 0.5, 0.5, 0.5),
  scores: {},
  ...more,
});
const restored = (levels: Readonly<Record<string, string>>, more: Partial<PanelItem> = {}) =>
  item('sr', { levels: { dataset: 'knee', degradation: 'task', method: 'sr', ...levels }, ...more });
const viewOf = (...items: PanelItem[]) =>
  panelView({
    id: 'p',
    title: 'Panel',
    dataset: 'knee',
    panel: { sample: 's1', items: [item('hr'), ...items] },
  });
const labelsOf = (...items: PanelItem[]) => viewOf(...items).images.map(({ label }) => label);

describe('the view of a panel', () => {
  it('says what it shows: the sample, its data set, and the size of HR and LR', () => {
    const lr = item('lr', { levels: { degradation: 'task' }, image: image(1, 0.5) });
    const { id, caption, images, kinds } = viewOf(lr);
    expect([id, caption]).to.deep.equal(['p-knee', 'Panel: s1 of knee.']);
    expect(images.map(({ label, note }) => `${label} ${note}`)).to.deep.equal(['HR 2 x 2', 'LR 1 x 1']);
    expect(images.every(({ maps }) => maps === undefined)).to.equal(true);
    expect(kinds).to.equal(undefined);
  });

  it('shows the LR image of each degradation once, and says which where it is not the task’s', () => {
    const lr = (degradation: string) => item('lr', { levels: { degradation } });
    expect(labelsOf(lr('task'), restored({}), lr('task'), restored({}), lr('8x'), lr('8x'))).to.deep.equal([
      'HR',
      'LR',
      'sr',
      'sr',
      'LR 8x',
    ]);
  });

  it('names restored images by their method and by what else they differ in', () => {
    const one = { autoencoder: 'medical', sampler: 'main' };
    expect(labelsOf(restored(one))).to.deep.equal(['HR', 'sr']);
    expect(labelsOf(restored(one), restored({ ...one, autoencoder: 'natural' }))).to.deep.equal([
      'HR',
      'sr, medical',
      'sr, natural',
    ]);
    // A factor that one of them lacks is one in which they differ; the data set never is, a panel is of one.
    expect(labelsOf(restored({ ...one, dataset: 'brain' }), restored({ method: 'bicubic' }))).to.deep.equal([
      'HR',
      'sr, medical, main',
      'bicubic',
    ]);
    const alone = item('reconstruction', { levels: { autoencoder: 'medical' } });
    expect(labelsOf(restored(one), alone)).to.deep.equal(['HR', 'sr', 'medical autoencoder alone']);
  });

  it('notes the first three scores, infinite ones too, and no parts of one', () => {
    const scores = { psnr: 30.123456, 'subband/LH1': 2, ssim: 'Infinity', mae: 0.5, lpips: 0.1 };
    const [, shown] = viewOf(restored({}, { scores })).images;
    expect(shown!.note).to.equal('PSNR 30.12, SSIM Infinity, MAE 0.5000');
    expect(shown!.alt).to.equal('Restored image, sr: PSNR 30.12, SSIM Infinity, MAE 0.5000');
    expect(viewOf(restored({})).images[1]).to.include({ note: '', alt: 'Restored image, sr' });
  });

  it('maps the error of restored images and reconstructions, and says its range to two digits', () => {
    const off = image(2, 0.4, 0.5, 0.5, 0.84321);
    for (const shown of [
      restored({}, { image: off }),
      item('reconstruction', { image: off, levels: { autoencoder: 'a' } }),
    ]) {
      const maps = viewOf(shown).images[1]!.maps!;
      expect(maps).to.have.length(1);
      expect(maps[0]!.alt).to.match(/: from −0\.1000 to 0\.3400, on average 0\.1100 off$/);
      // Signed, with ends at a quarter: no error is the middle, errors to both sides are told apart.
      const { data, width, height, channels } = maps[0]!.image;
      expect([width, height, channels]).to.deep.equal([2, 2, 3]);
      const pixel = (at: number) => [0, 1, 2].map((channel) => data[channel * 4 + at]!).join();
      expect(pixel(1)).to.equal(pixel(2));
      expect(new Set([pixel(0), pixel(1), pixel(3)]).size).to.equal(3);
    }
    const { scales } = viewOf(restored({}));
    expect(scales!.map(({ low, high }) => [low, high])).to.deep.equal([['−0.25', '+0.25']]);
  });

  it('maps what lies beyond a threshold where there is one, with the shares and the meaning of its colours', () => {
    // Bright where HR is grey, grey where HR is bright.
    const hr = item('hr', { image: image(2, 0.5, 0.9, 0.5, 0.5) });
    const sr = restored({}, { image: image(2, 0.9, 0.5, 0.5, 0.5), threshold: 0.1 });
    const { images, kinds } = panelView({
      id: 'p',
      title: 'Panel',
      dataset: 'knee',
      panel: { sample: 's1', items: [hr, sr] },
    });
    const [, beyond] = images[1]!.maps!;
    expect(beyond!.label).to.equal('Beyond ±0.1000');
    expect(beyond!.note).to.equal('lost 25.0 %, hallucinated 25.0 %');
    expect(kinds!.map(({ kinds: shown }) => shown.map(({ label }) => label))).to.deep.equal([
      ['lost', 'hallucinated'],
    ]);
    const [lost, hallucinated] = kinds![0]!.kinds;
    expect([...lost!.image.data]).to.not.deep.equal([...hallucinated!.image.data]);
  });
});
