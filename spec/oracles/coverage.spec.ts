import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { catalogues } from './catalogues.ts';
import { gaps } from './coverage.ts';
import { oracleFiles } from './oracle-files.ts';
import { without } from './without.ts';

const root = new URL('../', import.meta.url);
const specifications = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('oracles/'))
  .map((file) => ({ folder: dirname(file), text: readFileSync(new URL(file, root), 'utf8') }));

describe('oracles of the catalogues', () => {
  it('hold every entry, or a sentence says why none does', () => {
    for (const [catalogue, entries] of Object.entries(catalogues)) expect(entries, catalogue).to.not.be.empty;
    expect(gaps(catalogues, oracleFiles, without)).to.deep.equal([]);
  });

  it('are missed for a new entry, and for a name that left its catalogue', () => {
    expect(
      newGaps({ catalogues: { ...catalogues, metrics: [...catalogues['metrics']!, 'vmaf'] } }),
    ).to.deep.equal([
      'metrics vmaf: expected an oracle, got none; add one to golden/oracles, or say in spec/oracles/without.ts why there is none',
    ]);
    const samplers = catalogues['samplers']!.filter((kind) => kind !== 'respaced');
    expect(newGaps({ catalogues: { ...catalogues, samplers } })).to.deep.equal([
      'samplers respaced: covered by diffusion-sampling, and in no catalogue',
    ]);
  });

  it('contradict a reason that has become untrue, or is of nothing', () => {
    const [untrue] = newGaps({ reasons: { ...without, metrics: { psnr: 'None is known.' } } });
    expect(untrue).to.match(/^metrics psnr: said to be without an oracle, and held to skimage, /);
    expect(newGaps({ reasons: { ...without, metrics: { vmaf: 'None is known.' } } })).to.deep.equal([
      'metrics vmaf: a reason for what is in no catalogue',
    ]);
  });

  it('are read by a specification, part by part', () => {
    for (const { topic, covers } of oracleFiles) {
      const readers = specifications.filter(({ text }) =>
        new RegExp(`['/]${topic}(?:\\.json)?['"\`]`).test(text),
      );
      expect(readers, topic).to.not.be.empty;
      // What reads it may lie beside the reader, and may go by the table itself.
      const beside = specifications.filter(({ folder }) =>
        readers.some((reader) => reader.folder === folder),
      );
      const byTable = readers.some(({ text }) => text.includes('covers'));
      const programs = Object.values(covers).flatMap((entries) => Object.values(entries));
      for (const part of programs.flatMap((parts) => Object.values(parts))) {
        const named = new RegExp(`(?<![\\w-])${part}(?![\\w-])`);
        expect(byTable || beside.some(({ text }) => named.test(text)), `${topic}: ${part}`).to.equal(true);
      }
    }
  });

  for (const { topic, versions, covers, scripted, holds } of oracleFiles) {
    it(`${topic} has values of every program that it names, as its script says`, () => {
      expect(scripted).to.deep.equal(covers);
      for (const entries of Object.values(covers)) {
        for (const [entry, programs] of Object.entries(entries)) {
          expect(Object.keys(programs), entry).to.not.be.empty;
          for (const [program, part] of Object.entries(programs)) {
            expect(versions, entry).to.have.property(program);
            expect(holds(part), `${entry}: ${part}`).to.equal(true);
          }
        }
      }
    });
  }
});

/** What is wrong after a change, and was not before. */
function newGaps({ catalogues: names = catalogues, reasons = without }): readonly string[] {
  const before = gaps(catalogues, oracleFiles, without);
  return gaps(names, oracleFiles, reasons).filter((line) => !before.includes(line));
}
