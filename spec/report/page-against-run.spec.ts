import { expect } from 'chai';
import { renderReport } from '../../harness/edges/render/html.ts';
import type { RunDocument } from '../../harness/study/run-document.ts';
import { fixtureView } from './fixture.ts';
import { conflictsOf } from './page-against-run.ts';

describe('the page beside the data of its run', () => {
  const view = { ...fixtureView(), experiments: [] };
  const [{ title, rows }] = view.keyFigures;
  const statistics = rows.flatMap(({ set, measured }) =>
    measured.map(({ value, interval }, i) => ({
      id: `s${i}`,
      group: { dataset: set },
      result: { mean: value, ci95: interval },
    })),
  );
  const run = {
    verdicts: view.claims.flatMap(({ verdicts }) => verdicts),
    experiments: [{ id: 'e', statistics }],
  } as unknown as RunDocument;
  const figures = [{ id: 'gain', title, of: [0, 1].map((i) => ({ experiment: 'e', statistic: `s${i}` })) }];

  it('says nothing else, and what it says otherwise is seen', async () => {
    const html = (await renderReport(view))['report.html'];
    expect(conflictsOf(html, run, figures)).to.deep.equal([]);
    const planted: readonly (readonly [string, string])[] = [
      ['<td class="value">1.84 dB', '<td class="value">1.85 dB'],
      ['[1.52, 2.13]</td>', '[1.52, 2.14]</td>'],
      ['<td>interval above 0</td>', '<td>interval above 1</td>'],
      ['<td>MRNet</td>', '<td>BraTS 2023</td>'],
      [
        '</span> inconclusive</span>\n <span class="reason"',
        '</span> reproduced</span>\n <span class="reason"',
      ],
      ['title="embedded: reproduced', 'title="embedded: inconclusive'],
      ['<strong>4.45 dB', '<strong>4.46 dB'],
    ];
    for (const [right, wrong] of planted) {
      expect(html, right).to.contain(right);
      expect(conflictsOf(html.replace(right, wrong), run, figures), wrong).to.have.length(1);
    }
  });
});
