import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { runProcedure, type StatFlags } from '../../../harness/edges/cli/stat/stat.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { procedures } from '../../../harness/statistics/catalogue.ts';

/** The answer without what became of the files' rows. */
const withoutAccounts = (document: unknown) => {
  const { accounts: _, ...rest } = document as Record<string, unknown>;
  return rest;
};

describe('latent-sr stat', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-stat-'));
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const rows = Array.from({ length: 12 }, (_, i) => ({
    id: `s${i % 5}_${i}`,
    psnr: 25 + Math.sin(3 * i),
    other: 24 + Math.cos(2 * i) / 2,
    group: i % 2,
    other01: Number(i % 3 === 0),
    rate: 0.1 + 0.005 * i,
    rate2: 0.12 + 0.003 * ((7 * i) % 12),
  }));
  const csvOf = (list: readonly object[]) =>
    [Object.keys(list[0]).join(','), ...list.map((row) => Object.values(row).join(','))].join('\n');
  const stat = (name: string, path: string, flags: Partial<StatFlags>, other?: string) =>
    runProcedure(name, path, other, { x: 'psnr', option: [], ...flags } as StatFlags);
  const stops = async (answer: Promise<unknown>, message: RegExp) => {
    const error = await answer.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.name).to.equal('InputError');
    expect(error?.message).to.match(message);
  };
  let csv: string;

  before(() => {
    csv = write('scores.csv', csvOf(rows));
  });
  after(() => rmSync(folder, { recursive: true }));

  const columnsFor: Partial<Record<string, { x: string; y?: string; by?: string }>> = {
    proportion: { x: 'rate', y: 'rate2' },
    groups: { x: 'psnr', y: 'group' },
    ranks: { x: 'psnr', y: 'group' },
    'paired-binary': { x: 'group', y: 'other01' },
    share: { x: 'group' },
    subgroups: { x: 'psnr', by: 'group' },
    adjustment: { x: 'rate' },
  };
  // The subjects of s0_0, s0_5 and s0_10 are in both groups.
  const clusterFor: Partial<Record<string, string>> = { groups: '_(\\d+)$', subgroups: '^(.+)$' };

  for (const procedure of procedures) {
    it(`answers ${procedure.name} as its schema says, in numbers and in text`, async () => {
      const columns = columnsFor[procedure.kind] ?? { x: 'psnr', y: 'other' };
      const margin = procedure.kind === 'equivalence' ? { margin: '1.5' } : {};
      const option = procedure.kind === 'sweep' ? ['at=25'] : [];
      for (const cluster of [undefined, clusterFor[procedure.kind] ?? '^(s\\d)_']) {
        const flags = { ...columns, ...margin, option, ...(cluster && { cluster }) };
        const { document, text } = await stat(procedure.name, csv, flags);
        const asRead = JSON.parse(JSON.stringify(document)) as { procedure: string };
        expect(validated<typeof asRead>('stat', asRead, 'stat').procedure).to.equal(procedure.name);
        const what = columns.y
          ? `${columns.x} (x) against ${columns.y} (y)`
          : `column ${columns.x} by ${columns.by ?? 'itself'}`;
        const heading = `${procedure.title}: ${what}, ${csv}`;
        expect(text.split('\n')[0]).to.equal(heading);
      }
    });
  }

  it('says the unit of each number, where the columns are scores of the catalogue', async () => {
    const table = write('units.csv', 'id,psnr,lpips,mine\na,30,0.1,1\nb,31,0.2,2\nc,33,0.1,4\nd,34,0.3,3\n');
    const line = await stat('linear-fit', table, { x: 'psnr', y: 'lpips' });
    expect(line.text)
      .to.match(/slope [-\d.]+ 1\/dB \[/)
      .and.to.match(/ x 30 dB {2}value [\d.]+ {2}confidence \[/);
    expect((await stat('summary', table, { x: 'psnr' })).text)
      .to.contain('  n 4\n')
      .and.to.contain('mean 32 dB\n');
    for (const flags of [{ x: 'mine' }, { x: 'psnr', y: 'lpips' }]) {
      expect((await stat('summary', table, flags)).text).to.not.contain('dB');
    }
  });

  it('gives intervals of any confidence by their name, and refuses what is none', async () => {
    const flags = { y: 'other', level: '0.9' };
    for (const name of ['summary', 'effect-size', 'correlation', 'linear-fit', 'compare']) {
      const { document, text } = await stat(name, csv, flags);
      const asRead = JSON.stringify(document);
      validated('stat', JSON.parse(asRead), 'stat');
      expect(document).to.include({ procedure: name, level: 0.9 });
      expect(asRead).to.contain('"ci90"').and.to.not.contain('"ci95"');
      // By its usual name it is the document that the schema describes key by key.
      const { level: _, ...usual } = JSON.parse(asRead.replaceAll('"ci90"', '"ci95"')) as { level: number };
      validated('stat', usual, 'stat');
      if (name === 'summary') expect(() => validated('stat', { ...usual, level: 0.9 }, 'stat')).to.throw();
      expect(text).to.contain('  intervals: 90 %');
    }
    expect((await stat('effect-size', csv, flags)).text).to.match(/dz [-\d.]+ \[/);
    expect((await stat('summary', csv, { ...flags, level: '0.95' })).document).to.deep.equal(
      (await stat('summary', csv, { y: 'other' })).document,
    );
    await stops(stat('summary', csv, { level: '90' }), /got 90; write 0.9 for 90 %/);
    await stops(stat('summary', csv, { level: 'much' }), /level of intervals: expected a confidence/);
    await stops(stat('wilcoxon', csv, flags), /level of wilcoxon: .*; leave the level out/);
  });

  it('takes the differences x - y, and the options of the signed-rank test', async () => {
    const table = write('few.csv', 'id,a,b\np,1,3\nq,5,1\nr,2,2\ns,9,2\n');
    const flags = { x: 'a', y: 'b', method: 'exact', zeros: 'pratt' };
    const { document } = await stat('wilcoxon', table, flags);
    expect(document).to.include({
      procedure: 'wilcoxon',
      n: 4,
      nonZero: 3,
      wPlus: 7,
      wMinus: 2,
      method: 'exact',
    });
  });

  it('tells ties of printed decimals exactly, and says what binary floating point gives', async () => {
    const table = write('ties.csv', 'id,a,b\np,24.1,24.0\nq,24.2,24.1\nr,25.0,24.6\ns,24.3,24.6\n');
    const flags = { x: 'a', y: 'b' };
    const [decimal, binary] = await Promise.all(
      (['decimal', 'binary'] as const).map((ties) => stat('wilcoxon', table, { ...flags, ties })),
    );
    for (const { document } of [decimal!, binary!]) validated('stat', document, 'stat');
    const { ties, ...numbers } = decimal!.document as { ties: unknown };
    expect(ties).to.deep.include({ read: 'decimal', decimals: { x: 1, y: 1 } });
    expect(numbers).to.deep.include({ wPlus: 7, wMinus: 3 });
    expect(decimal!.text).to.match(
      /ties as decimals \(1 after the point\); in binary floating point \(SciPy, R\):\n {4}z 0\.7/,
    );
    expect(binary!.text).to.match(
      /ties in binary floating point \(SciPy, R\); as decimals \(1 after the point\):\n/,
    );
    expect(await stat('summary', table, flags)).to.not.have.nested.property('document.ties');
  });

  it('stops on differences of columns of different units, and relates them', async () => {
    const [seconds, thousandths] = [
      write('s.csv', 'id,time\na,1.2 s\nb,1.4 s\nc,1.1 s\nd,1.3 s\n'),
      write('ms.csv', 'id,time\na,1300 ms\nb,1350 ms\nc,1200 ms\nd,1250 ms\n'),
    ];
    await stops(
      stat('t-test', seconds, { x: 'time' }, thousandths),
      /ms\.csv: time: expected numbers in s, as .*s\.csv: time has them, got numbers in ms; write both in one unit/,
    );
    await stat('correlation', seconds, { x: 'time' }, thousandths);
  });

  it('takes the subjects that either of two files names, and stops where they differ', async () => {
    const named = (subjects: string) =>
      `id,subject,psnr\n${[...subjects].map((one, i) => `i${i},${one},${20 + ((7 * i) % 5)}`).join('\n')}`;
    const bare = write('bare.csv', named('aabbcc').replaceAll(/,[^,\n]+(?=,)/g, ''));
    const [one, other] = [write('one.csv', named('aabbcc')), write('other.csv', named('aabbca'))];
    for (const [x, y] of [
      [one, bare],
      [bare, one],
      [one, one],
    ] as const)
      expect((await stat('bootstrap', x, {}, y)).document).to.include({ n: 6, clusters: 3 });
    await stops(
      stat('bootstrap', one, {}, other),
      /other\.csv: expected the subject of image i5 that another arm names, "c", got "a"/,
    );
  });

  it("pairs two of the release's JSON files by id, whatever their order", async () => {
    const of = (name: string, list: readonly object[]) =>
      write(name, JSON.stringify({ n_samples: list.length, per_image_metrics: list }));
    const a = of('a.json', rows);
    const b = of('b.json', rows.map(({ id, other }) => ({ id, psnr: other })).reverse());
    const { document } = await stat('summary', a, {}, b);
    const alone = await stat('summary', csv, { y: 'other' });
    expect(withoutAccounts(document)).to.deep.equal(withoutAccounts(alone.document));
    const short = of('short.json', rows.slice(1));
    await stops(stat('summary', a, {}, short), /s0_0 missing in .*short\.json; score the same images/);
  });

  it('reads semicolons, tabs, quotes, a byte order mark and carriage returns as it reads commas', async () => {
    const wanted = withoutAccounts((await stat('summary', csv, { y: 'other' })).document);
    const changed: Record<string, (text: string) => string> = {
      semicolons: (text) => text.replaceAll(',', ';'),
      tabs: (text) => `# scores, made by hand; see below\n\n${text.replaceAll(',', '\t')}`,
      quotes: (text) => text.replace(/[^,\n]+/g, '"$&"'),
      'byte order mark and carriage returns': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`,
    };
    for (const [name, change] of Object.entries(changed)) {
      const { document } = await stat('summary', write('other.csv', change(csvOf(rows))), { y: 'other' });
      expect(withoutAccounts(document), name).to.deep.equal(wanted);
    }
    const commas = write('decimal.csv', 'id;psnr\na;1,5\nb;2,5\n');
    expect((await stat('summary', commas, {})).document).to.include({ n: 2, mean: 2 });
  });

  it('reads UTF-16 and gzip, and stops on a file of another encoding', async () => {
    const path = join(folder, 'other-bytes.csv');
    const text = '\uFEFFid,psnr\na,1\nb,2\n';
    for (const bytes of [Buffer.from(text, 'utf16le'), gzipSync(text)]) {
      writeFileSync(path, bytes);
      expect((await stat('summary', path, {})).document).to.include({ n: 2, mean: 1.5 });
    }
    writeFileSync(path, Buffer.from('id,psnr\n\xe9,1\n', 'latin1'));
    await stops(stat('summary', path, {}), /other-bytes\.csv: expected text in UTF-8, .*; save it as UTF-8/);
  });

  it('says where --cluster changes nothing, and only there', async () => {
    const cluster = '^(s\\d)_';
    const note = async (name: string, flags: Partial<StatFlags>) =>
      (await stat(name, csv, { y: 'other', cluster, ...flags })).note;
    expect(await note('wilcoxon', {})).to.match(/every row as independent: --cluster changes no result/);
    expect(await note('bootstrap', {})).to.match(/bootstrap, so called,/);
    expect(await note('bootstrap', { option: ['scheme=cluster'] })).to.equal(undefined);
    expect(await note('compare', {})).to.equal(undefined);
    expect(await note('wilcoxon', { cluster: undefined as unknown as string })).to.equal(undefined);
  });

  it('adjusts a column of p values by id, and takes no second column', async () => {
    const table = write('p.csv', 'id,p\na,0.01\nb,0.04\nc,0.03\n');
    const { document } = await stat('adjustment', table, { x: 'p' });
    expect(withoutAccounts(document)).to.deep.equal({
      procedure: 'adjustment',
      n: 3,
      holm: { a: 0.03, b: 0.06, c: 0.06 },
      benjaminiHochberg: { a: 0.03, b: 0.04, c: 0.04 },
    });
    await stops(
      stat('adjustment', table, { x: 'p', y: 'p' }),
      /one column for adjustment, got --y; leave it out/,
    );
    const percent = write('percent.csv', 'id,p\na,5\n');
    await stops(stat('adjustment', percent, { x: 'p' }), /expected p values from 0 to 1, got 5 at id a/);
  });

  it('stops on a cell that is no number with the file and the line', async () => {
    const cell = (text: string) => write('bad.csv', `id,psnr\na,1\nb,${text}\nc,3\n`);
    await stops(
      stat('summary', cell('nan'), {}),
      /bad\.csv line 3: expected a finite number in column psnr, got "nan"/,
    );
    await stops(stat('summary', cell(''), {}), /line 3: .* got an empty cell/);
    await stops(stat('summary', cell('1,5'), {}), /bad\.csv line 3: expected 2 cells, as in the header/);
    const json = write(
      'nan.json',
      '{"per_image_metrics": [\n{"id": "a", "psnr": 1},\n{"id": "b", "psnr": NaN}]}',
    );
    await stops(stat('summary', json, {}), /nan\.json line 3: expected finite numbers, got NaN/);
  });

  it('stops on unknown columns, repeated ids, absent scores, too few pairs and unknown options', async () => {
    await stops(
      stat('summary', csv, { x: 'snr' }),
      /a column among id, psnr, other, group, other01, rate, rate2, got "snr"/,
    );
    const twice = write('twice.csv', 'id,psnr\na,1\nb,2\na,3\n');
    await stops(stat('summary', twice, {}), /twice\.csv line 4: .*got "a", which also stands at line 2/);
    const means = write('means.json', '{"diffusion_sr": {"psnr_mean": 25}}');
    await stops(stat('summary', means, {}), /\/per_image_metrics: expected a list with one record per image/);
    const one = write('one.csv', 'id,psnr\na,1\n');
    await stops(stat('summary', one, {}), /one\.csv: summary: expected at least 2 observations, got 1/);
    await stops(stat('summary', csv, { option: ['k=2'] }), /expected no options, got "k"/);
    await stops(
      stat('equivalence', csv, { y: 'other' }),
      /option margin: expected a number above 0, got nothing/,
    );
    await stops(stat('bootstrap', csv, { option: ['scheme'] }), /--option KEY=VALUE, got "scheme"/);
    await stops(stat('nonsense', csv, {}), /expected one of wilcoxon, /);
    await stops(
      stat('summary', join(folder, 'absent.csv'), {}),
      /absent\.csv: expected a file, got nothing there/,
    );
  });
});
