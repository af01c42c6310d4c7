import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Outcome } from '../../harness/claims/verdict.ts';
import { appendHistory, readHistory } from '../../harness/edges/files/history.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { historyEntry, historyView, isRecorded } from '../../harness/study/history.ts';
import type { RunDocument } from '../../harness/study/run-document.ts';

const run = (value: number, outcome: Outcome = 'reproduced') =>
  ({
    profile: 'main',
    seed: 42,
    verdicts: [
      {
        claim: 'K1',
        part: '',
        tier: 'embedded',
        outcome,
        criteria: ['a', 'b'].flatMap((label) =>
          ['knee', 'brain'].map((group) => ({
            label,
            group,
            outcome,
            observed: { value, interval: [value - 1, value + 1] },
            unit: 'dB',
          })),
        ),
      },
    ],
  }) as unknown as RunDocument;
const head = (commit: string) => ({ commit, date: '2026-11-28', version: '1.0.0' });

describe('the history of runs', () => {
  it('keeps of a run the counts of verdicts and the first comparison in every group, to six digits', () => {
    const { figures } = historyEntry(run(1.23456789), head('a'));
    expect(Object.keys(figures)).to.deep.equal([
      'verdicts embedded: reproduced',
      'verdicts embedded: not reproduced',
      'verdicts embedded: inconclusive',
      'verdicts embedded: inconsistent',
      'K1, embedded: a (knee)',
      'K1, embedded: a (brain)',
    ]);
    const counts = Object.entries(figures).flatMap(([name, { value }]) =>
      name.startsWith('K1') ? [] : [value],
    );
    expect(counts).to.deep.equal([1, 0, 0, 0]);
    const open = historyEntry(run(1, 'inconclusive'), head('a')).figures;
    expect(open['verdicts embedded: inconclusive']).to.deep.equal({ value: 1, unit: '1' });
    expect(open['verdicts embedded: reproduced']).to.deep.equal({ value: 0, unit: '1' });
    expect(figures['K1, embedded: a (knee)']).to.deep.equal({
      value: 1.23457,
      interval: [0.234568, 2.23457],
      unit: 'dB',
    });
  });

  it('is drawn with the figures first that the last run changed most', () => {
    const history = [1, 2, 0.5].map((value, i) => historyEntry(run(value), head(`c${i}`)));
    const { lead, tables } = historyView(history, 'main', 2);
    expect(lead.at(-1)).to.equal('2 of 6 figures changed with the last.');
    expect(tables[0]!.rows).to.deep.equal([
      ['K1, embedded: a (knee)', '▃█▁', '0.5 dB [−0.5, 1.5]', '−1.500'],
      ['K1, embedded: a (brain)', '▃█▁', '0.5 dB [−0.5, 1.5]', '−1.500'],
    ]);
    expect(historyView(history, 'other', 2).tables[0]!.rows).to.deep.equal([]);
  });

  it('knows a run that it has, and one of the same commit that came out otherwise', () => {
    const history = [historyEntry(run(1), head('c'))];
    expect(isRecorded(history, historyEntry(run(1), head('c')))).to.equal(true);
    expect(isRecorded(history, historyEntry(run(2), head('c')))).to.equal(false);
    expect(isRecorded(history, historyEntry(run(1), head('d')))).to.equal(false);
  });

  it('is a line a run, read back as it was; a damaged line is told by its number', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'latent-sr-history-')), 'deep', 'history.jsonl');
    expect(await readHistory(file)).to.deep.equal([]);
    const entries = [1, 2].map((value) => historyEntry(run(value), head(`c${value}`)));
    for (const entry of entries) await appendHistory(file, entry);
    expect(await readHistory(file)).to.deep.equal(entries);
    // An editor took the last line feed away.
    writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
    await appendHistory(file, entries[0]!);
    expect(await readHistory(file)).to.have.length(3);
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"commit":\n`);
    const fault = await readHistory(file).catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(InputError);
    expect((fault as InputError).message).to.include('history.jsonl line 4: expected a JSON object');
    writeFileSync(file, '{"commit":"a"}\n');
    expect(String(await readHistory(file).catch((error: unknown) => error))).to.include('line 1');
  });
});
