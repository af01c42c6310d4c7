import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { scoresStage } from '../../../harness/edges/stages/scores.ts';
import { decodeRows, type Row } from '../../../harness/pipeline/row.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { runs } from '../../runs.ts';

describe('the stage that reads scores from a table', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-table-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const set = {
    id: 'survey',
    kind: 'scores',
    file: './s.csv',
    sample: 'image',
    subject: '^([a-z]+)',
    where: {},
  };

  async function read(text: string, more: object = {}, planned = text): Promise<readonly Row[]> {
    writeFileSync(join(folder, 's.csv'), text);
    const files = [{ path: './s.csv', sha256: createHash('sha256').update(planned).digest('hex') }];
    const params = {
      declaration: set,
      files,
      limit: null,
      cell: 'survey/task/ours',
      where: {},
      columns: [{ score: 'psnr', column: 'db' }],
      ...more,
    };
    return decodeRows(await scoresStage.run(params, {}, folder, noContext));
  }

  it('gives every number of the table as it stands, as rows of the cell, subjects from the names', async () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(values, async (numbers) => {
        const lines = numbers.map((value, i) => `${'ab'[i % 2]}${i},${value}`);
        expect(await read(`image,db\n${lines.join('\n')}\n`)).to.deep.equal(
          numbers.map((value, i) => ({
            cell: 'survey/task/ours',
            sample: `${'ab'[i % 2]}${i}`,
            subject: 'ab'[i % 2],
            score: 'psnr',
            value: value + 0,
          })),
        );
      }),
      { numRuns: runs(25) },
    );
  });

  it('takes the subjects from the column that the set names, all of them or none', async () => {
    const { subject: _, ...named } = { ...set, subjects: 'patient' };
    const subjects = async (...patients: readonly string[]) => {
      const lines = patients.map((patient, i) => `a${i},${patient},${i}`);
      const rows = await read(`image,patient,db\n${lines.join('\n')}\n`, { declaration: named });
      return rows.map(({ subject }) => subject);
    };
    expect(await subjects('7', '7', 'x')).to.deep.equal(['7', '7', 'x']);
    expect(await subjects('7', '').catch(({ message }: Error) => message)).to.match(
      /s\.csv line 3: expected a subject in column patient/,
    );
    expect(await subjects('', '').catch(({ message }: Error) => message)).to.match(
      /expected a subject of each image in column patient, got empty cells/,
    );
    expect(
      await read('image,db\na,1\n', { declaration: named }).catch(({ message }: Error) => message),
    ).to.match(/expected a column among image, db/);
  });

  it('takes the rows that the set and the method are limited to, and evenly spaced ones of too many', async () => {
    const text = 'image,method,db\na1,x,1\na1,y,2\na2,x,3\na2,y,4\na3,y,5\n';
    const values = async (more: object) => (await read(text, more)).map(({ value }) => value);
    expect(await values({ where: { method: 'y' } })).to.deep.equal([2, 4, 5]);
    expect(await values({ declaration: { ...set, where: { method: 'x' } } })).to.deep.equal([1, 3]);
    expect(await values({ where: { method: 'y' }, limit: 1 })).to.deep.equal([4]);
  });

  it('tells what is wrong with a table, by file and line', async () => {
    const table = 'image,method,db\na1,x,1\na2,x,2\n';
    for (const [text, more, message] of [
      [
        table,
        { columns: [{ score: 'psnr', column: 'dB' }] },
        /s\.csv: expected a column among image, method, db, got "dB"/,
      ],
      [
        table,
        { where: { kind: 'x' } },
        /s\.csv: expected a column among image, method, db, got "kind"; correct the name in "where"/,
      ],
      [
        table,
        { where: { method: 'z' } },
        /s\.csv: expected rows in which \{"method":"z"\}, got none; method is x; correct "z" in "where"/,
      ],
      [table.replace('x,1', 'x,n/a'), {}, /s\.csv line 2: expected a finite number in column db, got "n\/a"/],
      [table.replace('a2', 'a1'), {}, /s\.csv line 3: expected every id once in column image, got "a1"/],
      [table.replace('a2', '2'), {}, /s\.csv: expected a name that matches .*, got "2"/],
    ] as const) {
      const fault = await read(text, more).catch((error: Error) => error.message);
      expect(fault).to.match(message);
    }
    const changed = await read(table, {}, `${table}a3,x,3\n`).catch((error: Error) => error.message);
    expect(changed).to.match(/s\.csv: expected the table that was there when the run began, got another/);
  });
});
