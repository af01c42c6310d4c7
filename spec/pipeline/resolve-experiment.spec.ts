import { expect } from 'chai';
import { validated } from '../../harness/edges/files/schemas.ts';
import { expandDocument } from '../../harness/language/expand-document.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import type { DeclaredExperiment } from '../../harness/pipeline/declared/declaration.ts';
import { faultsOfDeclared, resolveExperiment } from '../../harness/pipeline/declared/resolve-experiment.ts';
import type { Experiment } from '../../harness/pipeline/experiment.ts';

type Json = Record<string, unknown>;

const sr = { autoencoder: ['medical', 'natural'], denoiser: 'x0', sampler: 'main' };
const smallest: Json = {
  id: 'e',
  title: 'E',
  question: 'Q',
  cells: sr,
  scores: 'psnr',
  statistics: { id: 'gap', title: 'Gap', x: 'psnr[medical] - psnr[natural]' },
};

/** As a file is read: loops written out, checked against the schema, resolved. */
function read(changes: Json): Experiment {
  const { value, placeOf } = expandDocument({ ...smallest, ...changes }, 'e.json');
  const declared = validated<DeclaredExperiment>('experiment', value, 'e.json', placeOf);
  return resolveExperiment(declared, (pointer) => `e.json ${placeOf(pointer)}`);
}

const task = { id: 'task', kind: 'task' };
const bicubic = { id: 'bicubic', kind: 'interpolation', kernel: 'bicubic', mode: 'float' };

describe('a declared experiment', () => {
  it('comes to cells of the main data sets by super-resolution, a score against the HR image, a bootstrap', () => {
    expect(read({})).to.deep.equal({
      id: 'e',
      title: 'E',
      question: 'Q',
      cells: [
        {
          dataset: ['*'],
          degradation: [task],
          method: [{ id: 'sr', kind: 'latent-diffusion', weights: 'ema' }],
          autoencoder: ['medical', 'natural'],
          denoiser: ['x0'],
          sampler: ['main'],
        },
      ],
      scores: [{ id: 'psnr', metric: 'psnr', reference: 'true-hr', convention: {} }],
      statistics: [
        {
          id: 'gap',
          title: 'Gap',
          by: ['dataset'],
          procedure: 'bootstrap',
          options: { scheme: 'subject' },
          x: [
            { weight: 1, score: 'psnr', cell: { autoencoder: 'medical' } },
            { weight: -1, score: 'psnr', cell: { autoencoder: 'natural' } },
          ],
        },
      ],
      figures: [],
      panels: [],
    });
  });

  it('has the autoencoder alone where there is no denoiser, and says the method where there is neither', () => {
    const [block] = read({
      cells: { autoencoder: 'medical' },
      statistics: { id: 's', title: 'S', x: 'psnr' },
    }).cells;
    expect(block!.method).to.deep.equal([{ id: 'ae', kind: 'autoencoder' }]);
    expect(() => read({ cells: [sr, { dataset: 'knee' }] })).to.throw(
      'e.json /cells/1: expected the key "method"',
    );
    expect(() => read({ cells: { method: 'cubic' } })).to.throw(
      'e.json /cells/method: expected sr or ae, or a level with id, kind and options, got "cubic"',
    );
  });

  it('keeps what it says in place of what it could leave out', () => {
    const { cells, scores, statistics } = read({
      cells: { dataset: ['knee', '*'], degradation: [task], method: ['sr', bicubic], ...sr, seed: seed('a') },
      scores: [{ id: 'own', metric: 'psnr', reference: 'self', convention: { zeroError: 100 } }],
      statistics: [
        {
          id: 'a',
          title: 'A',
          by: [],
          where: { method: 'sr' },
          procedure: 'two-groups',
          options: {},
          x: 'own[dataset=brain]',
          y: 'own[knee]',
          independent: true,
        },
        { id: 'b', title: 'B', by: 'method', procedure: 'summary', x: 'own' },
      ],
    });
    expect(cells[0]).to.deep.include({ dataset: ['knee', '*'], seed: [seed('a')] });
    expect(cells[0]!.method.map(({ id }) => id)).to.deep.equal(['sr', 'bicubic']);
    expect(scores).to.deep.equal([
      { id: 'own', metric: 'psnr', reference: 'self', convention: { zeroError: 100 } },
    ]);
    const [a, b] = statistics;
    expect(a).to.deep.include({ by: [], where: { method: ['sr'] }, options: {}, independent: true });
    expect(a!.y).to.deep.equal([{ weight: 1, score: 'own', cell: { dataset: 'knee' } }]);
    expect(b).to.deep.include({ by: ['method'], options: {} });
  });

  it('has points at numbers and at contrasts', () => {
    const points = [
      { for: { T: [16, 50] }, id: 't{T}', cluster: 'c', at: '{T}', of: '{T} * psnr[medical]' },
      { at: 'psnr[natural]', of: 'psnr[medical]' },
    ];
    const [fit] = read({
      statistics: [{ id: 'fit', title: 'F', procedure: 'linear-fit', points }],
    }).statistics;
    const medical = { score: 'psnr', cell: { autoencoder: 'medical' } };
    expect(fit!.points).to.deep.equal([
      { id: 't16', cluster: 'c', at: 16, terms: [{ weight: 16, ...medical }] },
      { id: 't50', cluster: 'c', at: 50, terms: [{ weight: 50, ...medical }] },
      {
        at: [{ weight: 1, score: 'psnr', cell: { autoencoder: 'natural' } }],
        terms: [{ weight: 1, ...medical }],
      },
    ]);
  });

  it('has figures of the statistics that patterns name, in the order of their declaration, each with its label', () => {
    const statistics = [
      {
        for: { m: ['medical', 'natural'] },
        id: 'psnr-{m}',
        title: 'PSNR, {m}',
        label: '{m}',
        x: 'psnr[{m}]',
      },
      { id: 'gap', title: 'Gap', x: 'psnr[medical] - psnr[natural]' },
    ];
    const figure = (listed: unknown) => {
      const figures = [
        { id: 'f', kind: 'forest', title: 'F', lanes: 'dataset', axis: 'PSNR', statistics: listed },
      ];
      return (read({ statistics, figures }).figures[0] as unknown as { statistics: unknown }).statistics;
    };
    const [medical, natural] = ['medical', 'natural'].map((m) => ({ statistic: `psnr-${m}`, label: m }));
    expect(figure('psnr-*')).to.deep.equal([medical, natural]);
    expect(figure(['gap', '*-*al'])).to.deep.equal([{ statistic: 'gap', label: 'Gap' }, medical, natural]);
    expect(figure({ statistic: 'gap', label: 'g', value: '/mean' })).to.deep.equal([
      { statistic: 'gap', label: 'g', value: '/mean' },
    ]);
    expect(() => figure(['gap', 'gaps-*'])).to.throw(
      'e.json /figures/0/statistics/1: expected statistics among psnr-medical, psnr-natural, gap, got "gaps-*"',
    );
    // Parts of a pattern do not overlap.
    expect(() => figure('psnr-medical*medical')).to.throw('got "psnr-medical*medical"');
  });

  it('has cells of panels and lines by the levels that contrasts name', () => {
    const lines = [{ label: 'm', cell: 'medical' }];
    const spectra = {
      id: 's',
      kind: 'spectra',
      title: 'S',
      score: 'psnr',
      axis: 'Ring',
      value: 'Power',
      lines,
    };
    const panel = { id: 'p', title: 'P', cells: ['medical', 'sr, natural'] };
    const { figures, panels } = read({
      figures: [spectra],
      panels: [panel, { ...panel, id: 'q', sample: { rank: 'lowest' } }, { ...panel, id: 'r', sample: 'a' }],
    });
    expect(figures).to.deep.equal([
      { ...spectra, axis: { title: 'Ring' }, lines: [{ label: 'm', cell: { autoencoder: 'medical' } }] },
    ]);
    const cells = [{ autoencoder: 'medical' }, { method: 'sr', autoencoder: 'natural' }];
    expect(panels).to.deep.equal([
      { ...panel, cells, sample: { rank: 'median', score: 'psnr' } },
      { ...panel, id: 'q', cells, sample: { rank: 'lowest', score: 'psnr' } },
      { ...panel, id: 'r', cells, sample: 'a' },
    ]);
  });

  it('with a fault in its cells says that alone: without them every contrast would be wrong', () => {
    const faults = (cells: unknown) =>
      faultsOfDeclared({ ...smallest, cells } as unknown as DeclaredExperiment, (pointer) => pointer).map(
        String,
      );
    expect(faults(sr)).to.deep.equal([]);
    expect(faults([sr, { dataset: 'knee' }])).to.have.length(1);
    expect(faults({ ...sr, method: 'rs' })).to.deep.equal([
      'InputError: /cells/method: expected sr or ae, or a level with id, kind and options, got "rs"; correct the name, or write the level out',
    ]);
  });

  const block = (entry: Json) => [
    { for: { T: [1, 2] }, statistics: [{ id: 's{T}', title: 'S', x: 'psnr[medical]' }, entry] },
  ];
  const faults: readonly [string, Json, string][] = [
    [
      'a contrast',
      { statistics: block({ id: 'g', title: 'G', x: 'psnr[medcal]' }) },
      'e.json /statistics/0/statistics/1/x column 6: expected a level among',
    ],
    [
      'a point',
      { statistics: [{ id: 's', title: 'S', points: [{ at: 1, of: 'psnr[medical] +' }] }] },
      'e.json /statistics/0/points/0/of column 16: expected a score',
    ],
    [
      'a panel',
      { panels: [{ id: 'p', title: 'P', cells: 'sr, large' }] },
      'e.json /panels/0/cells column 5: expected a level among',
    ],
    [
      'a statistic of nothing',
      { statistics: block({ id: 'g', title: 'G', y: 'psnr' }) },
      'e.json /statistics/0/statistics/1: expected x, x and y, or points, got y; ',
    ],
    [
      'a statistic of too much',
      { statistics: [{ id: 's', title: 'S', x: 'psnr', points: [{ at: 1, of: 'psnr' }] }] },
      'e.json /statistics/0: expected x, x and y, or points, got x and points',
    ],
    [
      'an unknown key',
      { statistics: block({ id: 'g', title: 'G', x: 'psnr', unit: 'dB' }) },
      'e.json /statistics/0/statistics/1: expected keys among for, statistics, id, title',
    ],
    [
      'a missing key',
      { statistics: block({ id: 'g', x: 'psnr' }) },
      'e.json /statistics/0/statistics/1: expected the key "title", got nothing',
    ],
    [
      'a key of another kind of figure',
      { figures: [{ id: 'f', kind: 'bars', title: 'F', statistics: 'gap', margin: [0, 1] }] },
      'e.json /figures/0: expected',
    ],
    [
      'a figure of too little',
      { figures: [{ id: 'f', kind: 'bars', title: 'F' }] },
      'e.json /figures/0: expected the key "statistics"',
    ],
    [
      'a statistic of a curve that is not declared',
      {
        figures: [
          {
            id: 'f',
            kind: 'curve',
            title: 'F',
            axis: 'T',
            scale: 'linear',
            value: 'V',
            lines: [{ label: 'l', points: [{ for: { T: [1, 2] }, at: '{T}', statistic: 'gap-{T}' }] }],
          },
        ],
      },
      'e.json /figures/0/lines/0/points/0/statistic: expected statistics among gap, got "gap-1"',
    ],
    [
      'an id that is none',
      { statistics: block({ id: 'g {T}', title: 'G', x: 'psnr[medical]' }) },
      'e.json /statistics/0/statistics/1/id: expected a text that matches',
    ],
    [
      'an id twice',
      { statistics: block({ id: 'g', title: 'G', x: 'psnr[medical]' }) },
      'e.json /statistics/0/statistics/1: expected an id that stands once, got "g"',
    ],
    [
      'an unknown metric',
      { scores: [{ for: { m: ['pnsr'] }, metric: '{m}' }], statistics: { id: 's', title: 'S', x: 'pnsr' } },
      'e.json /scores/0/metric: ',
    ],
    [
      'an option that the procedure has not',
      { statistics: block({ id: 'g{T}', title: 'G', x: 'psnr[medical]', options: { shceme: 1 } }) },
      'e.json /statistics/0/statistics/1',
    ],
    [
      'a method that lacks a factor',
      {
        cells: { autoencoder: 'medical', denoiser: 'x0' },
        statistics: { id: 's', title: 'S', x: 'psnr' },
      },
      'e.json /cells: expected levels for the method sr',
    ],
  ];
  for (const [what, changes, message] of faults) {
    it(`names the place where ${what} stands, in a block too`, () => {
      expect(() => read(changes))
        .to.throw(InputError)
        .with.property('message')
        .that.includes(message);
    });
  }
});

function seed(id: string) {
  return { id, autoencoder: 0, denoiser: 0 };
}
