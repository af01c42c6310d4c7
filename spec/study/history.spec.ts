import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Outcome } from '../../harness/claims/verdict.ts';
import { appendHistory, readHistory } from '../../harness/edges/files/history.ts';
import { sparklineSvg } from '../../harness/edges/render/sparkline.ts';
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

  it('counts verdicts of a tier that has a decided one, and takes no comparison of the printed record', () => {
    const [verdict] = run(2).verdicts;
    const of = (...tiers: readonly (readonly [string, Outcome])[]) => {
      const verdicts = tiers.map(([tier, outcome]) => ({
        ...verdict,
        tier,
        outcome,
        part: 'p',
        criteria: outcome === 'untestable' ? [] : verdict!.criteria,
      }));
      return historyEntry({ ...run(2), verdicts } as unknown as RunDocument, head('a')).figures;
    };
    const record = of(['record', 'inconsistent'], ['paper', 'untestable'], ['embedded', 'untestable']);
    expect(Object.keys(record)).to.deep.equal([
      ...['reproduced', 'not reproduced', 'inconclusive', 'inconsistent'].map(
        (own) => `verdicts record: ${own}`,
      ),
    ]);
    expect(record['verdicts record: inconsistent']!.value).to.equal(1);
    const two = of(['record', 'reproduced'], ['embedded', 'reproduced']);
    expect([
      two['verdicts record: reproduced']!.value,
      two['verdicts embedded: reproduced']!.value,
    ]).to.deep.equal([1, 1]);
    const unnamed = [
      {
        ...verdict,
        criteria: [
          { label: 'a', group: '', observed: { value: 3 }, unit: 'dB' },
          { label: 'b', group: '', observed: { value: 4 }, unit: 'dB' },
        ],
      },
    ];
    const { figures } = historyEntry({ ...run(2), verdicts: unnamed } as unknown as RunDocument, head('a'));
    expect(figures['K1, embedded: a']).to.deep.equal({ value: 3, unit: 'dB' });
    expect(Object.keys(figures)).to.have.length(5);
  });

  describe('as it is drawn', () => {
    const entry = (figures: Record<string, number | [number, number, number]>, commit = 'c') => ({
      ...head(commit),
      profile: 'main',
      seed: 42,
      figures: Object.fromEntries(
        Object.entries(figures).map(([name, given]) => {
          if (typeof given === 'number') return [name, { value: given, unit: '1' }];
          return [name, { value: given[0], interval: [given[1], given[2]] as const, unit: '1' }];
        }),
      ),
    });
    const rows = (...entries: readonly ReturnType<typeof entry>[]) =>
      historyView(entries, 'main', Infinity).tables[0]!.rows;

    it('has the change in half widths of the interval decide what stands first; 1 where there is none', () => {
      const before = entry({
        narrow: [1, 0.9, 1.1],
        wide: [1, -9, 11],
        none: 1,
        point: [1, 1, 1],
        still: 4,
        unit: [1, 0, 2],
        gone: 1,
      });
      const last = entry({
        narrow: [1.3, 1.2, 1.4],
        wide: [5, -5, 15],
        none: 3,
        point: [2.5, 2.5, 2.5],
        still: 4,
        unit: [2.8, 1.8, 3.8],
        back: 9,
      });
      const old = entry({ back: 3 });
      // 0.3 / 0.1, 2 / 1, 1.8 / 1, 1.5 / 1, 4 / 10 and 0.
      expect(rows(old, before, last).map(([name]) => name)).to.deep.equal([
        'narrow',
        'none',
        'unit',
        'point',
        'wide',
        'back',
        'still',
        'gone',
      ]);
      const { lead, tables } = historyView([old, before, last], 'main', 2);
      expect(lead.at(-1)).to.equal('5 of 8 figures changed with the last.');
      expect(tables[0]!.caption).to.match(/^The 2 largest changes of 8 figures, /);
      expect(historyView([old, before, last], 'main', 8).tables[0]!.caption).to.match(/^Figures, /);
      expect(historyView([old, old], 'main', 0).tables[0]!.caption).to.match(/^The first 0 of 1 figures, /);
    });

    it('has a bar of eighths for every run, the middle one where nothing varies, and a dot for none', () => {
      const [first, second, last] = [entry({ a: 0, b: 5 }), entry({ a: 4.6, c: 1 }), entry({ a: 7, b: 5 })];
      expect(rows(first, second, last)).to.deep.equal([
        ['a', '▁▆█', '7', '2.400'],
        ['b', '▄·▄', '5', ''],
        ['c', '·▄·', 'none', ''],
      ]);
      const { columns } = historyView([first, last], 'main', 9).tables[0]!;
      expect(columns.map(({ numeric }) => numeric)).to.deep.equal([false, false, true, true]);
      const long = Array.from({ length: 45 }, (_, i) => entry({ a: i < 5 ? 100 : i % 2 }));
      const drawn = rows(...long)[0]![1] as string;
      expect(drawn, 'forty, on the scale of all').to.equal('▁'.repeat(40));
    });

    it('has a line on a page, with a gap where a run has none and a dot at the last value', () => {
      const entries = [entry({ a: 0, b: 1 }), entry({ b: 1 }), entry({ a: 3, b: 1 }), entry({ a: 1, b: 1 })];
      const { drawn } = historyView(entries, 'main', 9).tables[0]!;
      expect(drawn).to.deep.equal({
        column: 1,
        series: [
          [0, undefined, 3, 1],
          [1, 1, 1, 1],
        ],
      });
      const [gap, flat] = drawn!.series.map(sparklineSvg);
      expect(gap).to.match(/ d="M3\.0 23\.0M87\.0 3\.0L129\.0 16\.3"/);
      expect(gap).to.include('aria-label="3 runs, from 0 to 3"').and.to.include('cx="129.0" cy="16.3"');
      expect(flat).to.include(' 13.0L').and.to.include('aria-label="1 in all 4 runs"');
      expect(sparklineSvg([undefined])).to.equal('');
    });

    it('names its last three runs, and says of one that it is no history', () => {
      const view = (n: number) =>
        historyView(
          Array.from({ length: n }, (_, i) => entry({ a: i }, `${i}23456789abcdef`)),
          'main',
          9,
        );
      expect([view(1).title, view(1).lead]).to.deep.equal([
        'History of the profile main: 1 run',
        ['2026-11-28 023456789abc (version 1.0.0, seed 42)', 'One run is no history yet.'],
      ]);
      expect(view(4).title).to.equal('History of the profile main: 4 runs');
      expect(view(4).lead.map((line) => line.slice(0, 12))).to.deep.equal([
        '2026-11-28 1',
        '2026-11-28 2',
        '2026-11-28 3',
        '1 of 1 figur',
      ]);
    });
  });

  it('knows a run by commit, profile and seed, and looks at the last of them', () => {
    const [one, two] = [historyEntry(run(1), head('c')), historyEntry(run(2), head('c'))];
    expect(isRecorded([], one)).to.equal(false);
    expect(isRecorded([one, two], one)).to.equal(false);
    expect(isRecorded([one, two], two)).to.equal(true);
    expect(isRecorded([one, { ...two, seed: 7 }, { ...two, profile: 'x' }], one)).to.equal(true);
    expect(
      isRecorded(
        [
          { ...one, seed: 7 },
          { ...one, profile: 'x' },
        ],
        one,
      ),
    ).to.equal(false);
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
    expect(String(await readHistory(join(file, '..')).catch((error: unknown) => error))).to.match(
      /expected a history, a file of JSON lines, got a folder; name a run after --add: .* --add .*deep/,
    );
    writeFileSync(file, '{"commit":"a"}\n');
    expect(String(await readHistory(file).catch((error: unknown) => error))).to.include('line 1');
  });
});
