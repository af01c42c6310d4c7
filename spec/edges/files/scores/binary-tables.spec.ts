import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readScores } from '../../../../harness/edges/files/scores/read-scores.ts';

const folder = fileURLToPath(new URL('../../../../golden/oracles/tables/', import.meta.url));
const { read } = JSON.parse(
  readFileSync(new URL('../../../../golden/oracles/tables.json', import.meta.url), 'utf8'),
) as {
  read: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;
};

describe('tables of Parquet and Excel', () => {
  const columns = async (path: string, names?: readonly string[]) => {
    const { rows, columns, leftOut, layout } = await readScores(path, names);
    return {
      leftOut,
      layout,
      columns: Object.fromEntries(columns.map((name) => [name, rows.map(({ cells }) => cells[name])])),
      places: rows.map(({ place }) => place),
    };
  };

  it('have the values that pandas reads in them, whatever codec, encoding and index', async () => {
    expect(Object.keys(read)).to.have.length.at.least(12);
    for (const [name, wanted] of Object.entries(read)) {
      const found = (await columns(join(folder, name))).columns;
      const ids = found['id'] ?? found['index'];
      expect(ids, name).to.eql(wanted['id']);
      for (const score of ['patient', 'psnr', 'ssim'])
        expect(found[score], `${name} ${score}`).to.eql(wanted[score]);
    }
  });

  it('are all compared, or tried below', () => {
    const tried = ['lists.parquet', 'gaps.parquet', 'by-hand.xlsx'];
    expect([...Object.keys(read), ...tried].sort()).to.eql(readdirSync(folder).sort());
  });

  it('have the sheet that a hand wrote, its rows as the program numbers them, and the other sheet as left out', async () => {
    const found = await columns(join(folder, 'by-hand.xlsx'));
    expect(found.columns).to.eql({
      image: [17, 18],
      'PSNR (dB)': [26.5, 27],
      accuracy: [0.8231, 0.5],
      date: ['2024-03-01T00:00:00.000Z', '2024-03-02T00:00:00.000Z'],
    });
    expect(found.places).to.eql(['row 2', 'row 4']);
    expect(found.layout).to.equal('an Excel workbook, sheet scores');
    expect(found.leftOut).to.eql([
      { place: 'sheet notes', why: 'another sheet than the first: save it as a file of its own', rows: 1 },
    ]);
  });

  it('leave what is missing empty, and are refused where a cell is a list', async () => {
    expect((await columns(join(folder, 'gaps.parquet'))).columns).to.eql({
      id: ['a', 'b', 'c'],
      psnr: [26.5, '', 27.25],
    });
    await stops(join(folder, 'lists.parquet'), /row 1, column psnr: expected a number or a text, got a list/);
  });

  it('are refused where they are cut, have no header, or are another archive', async () => {
    const place = mkdtempSync(join(tmpdir(), 'latent-sr-tables-'));
    try {
      for (const name of ['snappy.parquet', 'pandas.xlsx']) {
        const whole = readFileSync(join(folder, name));
        for (const length of [whole.length - 9, Math.floor(whole.length / 2), 12]) {
          writeFileSync(join(place, name), whole.subarray(0, length));
          await stops(join(place, name), /expected (an undamaged|text: a CSV or JSON)/);
        }
        const spoilt = Uint8Array.from(whole);
        spoilt.fill(0xa5, 60, Math.floor(whole.length / 2));
        writeFileSync(join(place, name), spoilt);
        await stops(join(place, name), /expected/);
      }
      writeFileSync(join(place, 'old.xls'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
      await stops(join(place, 'old.xls'), /got an Excel workbook of the old form, or one with a password/);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});

async function stops(path: string, message: RegExp): Promise<void> {
  const error = await readScores(path).then(
    () => undefined,
    (reason: Error) => reason,
  );
  expect(error?.name, `${path}: ${error?.message}`).to.equal('InputError');
  expect(error?.message).to.match(message);
}
