import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type AucFlags, aucOfFile } from '../../../harness/edges/cli/auc/auc.ts';
import { runProcedure, type StatFlags } from '../../../harness/edges/cli/stat/stat.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { lcg } from '../../statistics/oracle-inputs.ts';

interface Areas {
  readonly areas: readonly { readonly value: number; readonly byReader: readonly number[] }[];
}

describe('columns that tell two groups apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-groups-'));
  after(() => rmSync(folder, { recursive: true }));
  const g = lcg(17);
  const rows = Array.from({ length: 24 }, (_, i) => {
    const positive = i % 3 === 0;
    const [ours, base] = [0.8, 1.4].map((noise) => (positive ? 1 : 0) + noise * g.bell());
    return {
      id: `i${i}`,
      subject: `p${i % 9}`,
      finding: positive ? 'lesion' : 'clear',
      lesion: positive ? 1 : 0,
      ours,
      base,
    };
  });
  const write = (name: string, list: readonly object[]) => {
    const path = join(folder, name);
    const lines = [Object.keys(list[0]!).join(','), ...list.map((row) => Object.values(row).join(','))];
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  let path: string;
  before(() => {
    path = write('cases.csv', rows);
  });
  const auc = async (flags: Partial<AucFlags>) => {
    const { document, text } = await aucOfFile(path, { truth: 'lesion', scores: 'ours,base', ...flags });
    const read = validated<Record<string, unknown>>('auc', JSON.parse(JSON.stringify(document)), 'auc');
    const { account: _, ...answer } = read;
    return { answer, text };
  };
  const stops = async (answer: Promise<unknown>, message: RegExp) => {
    const error = await answer.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.name).to.equal('InputError');
    expect(error?.message).to.match(message);
  };

  it('auc compares curves by subjects, and says the same of a truth in words', async () => {
    const [bits, words] = [await auc({}), await auc({ truth: 'finding=lesion' })];
    expect(words.answer).to.eql(bits.answer);
    expect(bits.answer).to.deep.include({ positives: 8, negatives: 16, subjects: 9, level: 0.95 });
    expect(bits.text).to.match(
      /^Areas under ROC curves by lesion: 8 positive and 16 negative cases of 9 subjects/,
    );
    expect(bits.text).to.include('ours - base').and.to.include("Obuchowski's, by subjects");
    const alone = await auc({ cluster: '^(.*)$', level: '0.9' });
    expect(alone.text).to.include("DeLong's, every case by itself").and.to.include('area [90 %]');
  });

  it('auc refuses a truth that has not two groups, or does not say who is positive', async () => {
    await stops(auc({ truth: 'subject' }), /column subject: expected two groups, got p0, p1.* and more/);
    await stops(auc({ truth: 'finding' }), /got clear, lesion; say who is first: finding=clear/);
    await stops(auc({ truth: 'finding=tumour' }), /expected tumour among its groups, got clear, lesion/);
    await stops(auc({ scores: 'ours,nothing' }), /"nothing"/);
    await stops(auc({ level: '2' }), /level of intervals/);
  });

  /** A row for each case and reader; both rate alike but for their noise. */
  const rated = ['Ann', 'Bo', 'Cy'].flatMap((reader) =>
    rows.map(({ id, finding, ours, base }) => ({
      ...{ case: id, reader, finding },
      ours: ours + 0.5 * g.bell(),
      base: base + 0.5 * g.bell(),
    })),
  );
  const ofReaders = async (list: readonly object[], flags: Partial<AucFlags> = {}) => {
    const { document, text } = await aucOfFile(write('rated.csv', list), {
      ...{ truth: 'finding=lesion', scores: 'ours,base', reader: 'reader', id: 'case' },
      ...flags,
    });
    return { answer: validated<Areas>('auc', JSON.parse(JSON.stringify(document)), 'auc'), text };
  };

  it('auc takes means over readers, whose rows may stand in any order, and says by whose variances', async () => {
    const { answer, text } = await ofReaders(rated);
    expect(answer).to.deep.include({
      readers: ['Ann', 'Bo', 'Cy'],
      positives: 8,
      negatives: 16,
      subjects: 24,
    });
    expect(answer.areas[0]!.byReader).to.have.length(3);
    expect((await ofReaders(rated.toReversed())).answer.areas[0]!.value).to.be.closeTo(
      answer.areas[0]!.value,
      1e-12,
    );
    expect(text).to.match(/means over 3 readers of 8 positive and 16 negative cases/);
    expect(text).to.match(/modality +area \[95 %\] +standard error +df +Ann +Bo +Cy\n/);
    expect(text).to.match(/\n {2}ours - base +0\.\d+ \[-?0\.\d+, 0\.\d+\]/);
    expect(text).to.include('Gallas 2006').and.to.include('Hillis');
  });

  it('auc refuses readers without a case, with one twice, two truths of a case, and subjects with two', async () => {
    await stops(ofReaders(rated.slice(1)), /all 24 cases by each of 3 readers, got none of i0 by Ann; add/);
    await stops(
      ofReaders([...rated, rated[3]!]),
      /one rating of each case by each reader, got i3 by Ann again/,
    );
    await stops(
      ofReaders(rated.map((row, i) => (i === 30 ? { ...row, finding: 'clear' } : row))),
      /expected the truth of i6 as in its other rows, got another/,
    );
    await stops(
      ofReaders(rated.map((row) => ({ ...row, patient: row.case.slice(0, 2) }))),
      /one case of each subject, .* got i1 and i10 of i1; keep one case/,
    );
    await stops(ofReaders(rated, { cluster: '^(.)' }), /no --cluster with --reader/);
    await stops(ofReaders(rated.filter(({ reader }) => reader === 'Bo')), /readers/);
  });

  const stat = async (name: string, flags: Partial<StatFlags>) => {
    const { document } = await runProcedure(name, path, undefined, { x: 'ours', option: [], ...flags });
    const { accounts: _, ...result } = document as Record<string, unknown>;
    return result;
  };

  it('stat takes groups by name in place of 1 and 0', async () => {
    const whole = { cluster: '^(.*)$' };
    for (const name of ['two-groups', 'mann-whitney']) {
      const named = await stat(name, { ...whole, group: 'finding=lesion' });
      expect(named).to.eql(await stat(name, { ...whole, y: 'lesion' }));
      expect(named).to.eql(await stat(name, { ...whole, group: 'lesion' }));
    }
    await stops(
      stat('wilcoxon', { group: 'finding=lesion' }),
      /expected --group for two-groups and mann-whitney/,
    );
    await stops(stat('mann-whitney', { group: 'lesion', y: 'lesion' }), /got --y too/);
  });

  it('stat takes several measurements where the procedure does', async () => {
    const of = await stat('icc', { y: 'base', also: ['lesion'] });
    expect((of['icc3'] as { df: number[] }).df).to.eql([23, 46]);
    await stops(stat('icc', { also: ['lesion'] }), /got no --y/);
    await stops(
      stat('t-test', { y: 'base', also: ['lesion'] }),
      /expected --also for procedures that take several/,
    );
  });
});
