import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { packageRoot } from '../../harness/edges/files/package-root.ts';
import { surroundings } from '../../harness/edges/surroundings.ts';
import { createStage, type Stage } from '../../harness/pipeline/stage.ts';
import { codemeta } from '../../harness/study/archive/codemeta.ts';
import { csvText } from '../../harness/study/archive/csv-text.ts';
import { type CrateSource, runCrate } from '../../harness/study/archive/run-crate.ts';

type Entity = Readonly<Record<string, unknown>> & { readonly '@id': string; readonly '@type': string };

const stage = (kind: string, inputs: Record<string, Stage> = {}): Stage =>
  createStage({ kind, label: `${kind} it`, params: {}, inputs, work: 1 }, 'code');
const read = stage('dataset');
const scored = stage('measure', { images: read });
const judged = stage('statistics', { rows: scored, more: read });
const files = ['run.json', 'rows.jsonl', 'report.html', 'table-e-statistics.csv', 'odd.bin'];

/** That of `read` was computed a day before the run, that of `judged` never. */
const times = new Map([
  [read.key, { seconds: 90, began: '2026-01-01T23:59:00.000Z', ended: '2026-01-02T00:00:30.000Z' }],
  [scored.key, { seconds: 1.5, began: '2026-01-03T11:59:58.500Z', ended: '2026-01-03T12:00:00.000Z' }],
]);

async function graphOf(
  change: Partial<CrateSource['conducted']['execution']> = {},
): Promise<readonly Entity[]> {
  const execution = { seconds: new Map([[scored.key, 1.5]]), failures: [], undone: [], ...change };
  const text = runCrate({
    prepared: { profile: { id: 'p' } as CrateSource['prepared']['profile'], seed: 7, only: ['K1'] },
    conducted: { stages: [read, scored, judged], execution },
    times,
    surroundings: await surroundings({ jobs: 1, threads: 1 }),
    paper: { title: 'A paper', uri: 'https://example.org/paper' },
    files,
  });
  return (JSON.parse(text) as { '@graph': Entity[] })['@graph'];
}

/** References to what the crate does not describe. */
function dangling(graph: readonly Entity[]): readonly string[] {
  const known = new Set(graph.map((entity) => entity['@id']));
  const referred = graph.flatMap((entity) =>
    Object.values(entity)
      .flat()
      .filter((value): value is Entity => typeof value === 'object' && value !== null)
      .map((value) => value['@id']),
  );
  return referred.filter((id) => !known.has(id) && id !== 'https://w3id.org/ro/crate/1.1');
}

describe('what archives take of a run', () => {
  it('is a crate with an action for each stage, one for the run, and nothing that it refers to in vain', async () => {
    const graph = await graphOf();
    const actions = graph.filter((entity) => entity['@type'] === 'CreateAction');
    expect(actions.map(({ name }) => name)).to.eql([
      'run of profile p',
      ...['dataset', 'measure', 'statistics'].map((kind) => `${kind} it`),
    ]);
    expect(dangling(graph)).to.eql([]);
    expect(dangling(graph.filter((entity) => entity['@id'] !== `#result-${read.key}`))).to.include(
      `#result-${read.key}`,
    );
    const of = (id: string) => graph.find((entity) => entity['@id'] === id)!;
    expect(of('./')['hasPart']).to.eql(files.map((name) => ({ '@id': name })));
    expect(of('odd.bin')['encodingFormat']).to.equal('application/octet-stream');
    // The run reads what no other stage reads.
    expect(of('#run')['object']).to.eql({ '@id': `#result-${judged.key}` });
    expect(of(`#stage-${judged.key}`)['object']).to.eql([
      { '@id': `#result-${scored.key}` },
      { '@id': `#result-${read.key}` },
    ]);
  });

  it('tells stages that were computed, taken from the store, and that failed', async () => {
    const graph = await graphOf({ undone: [judged] });
    const told = [read, scored, judged].map(({ key }) => {
      const action = graph.find((entity) => entity['@id'] === `#stage-${key}`)!;
      return [action['description'], String(action['actionStatus']).replace(/^.*\//, '')];
    });
    expect(told).to.eql([
      ['taken from the store, where an earlier run had put it', 'CompletedActionStatus'],
      ['computed by this run', 'CompletedActionStatus'],
      ['failed, or needs a stage that did', 'FailedActionStatus'],
    ]);
  });

  it('says when each stage began and ended: the hour of its own result, where there is one', async () => {
    const graph = await graphOf({ undone: [judged] });
    const end = graph.find((entity) => entity['@id'] === '#run')!['endTime'];
    const hours = [read, scored, judged].map(({ key }) => {
      const { startTime, endTime } = graph.find((entity) => entity['@id'] === `#stage-${key}`)!;
      return [startTime, endTime];
    });
    expect(hours).to.eql([
      ['2026-01-01T23:59:00.000+00:00', '2026-01-02T00:00:30.000+00:00'],
      ['2026-01-03T11:59:58.500+00:00', '2026-01-03T12:00:00.000+00:00'],
      [undefined, end],
    ]);
  });

  it('names the software as CITATION.cff does', async () => {
    const written = JSON.parse(codemeta((await surroundings()).software)) as {
      version: string;
      license: string;
      author: { name: string }[];
      keywords: string[];
    };
    const citation = readFileSync(join(packageRoot, 'CITATION.cff'), 'utf8');
    const said = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(citation)![1];
    expect(written.version).to.equal(said('version'));
    expect(written.license).to.equal(`https://spdx.org/licenses/${said('license')}`);
    expect(citation).to.contain(`  - name: ${written.author[0]!.name}\n`);
    for (const keyword of written.keywords) expect(citation).to.contain(`  - ${keyword}\n`);
  });

  it('has tables that a reader of CSV gives back', () => {
    const cells = ['a,b', 'c "d"', 'e\r\nf', '', '0.5'];
    expect(parse(csvText(['1', '2', '3', '4', '5'], [cells, [...cells].reverse()]))).to.eql([
      ['1', '2', '3', '4', '5'],
      cells,
      [...cells].reverse(),
    ]);
    expect(csvText(['x'], [[undefined], [null], [0]])).to.equal('x\r\n\r\n\r\n0\r\n');
  });
});
