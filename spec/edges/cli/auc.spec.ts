import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type AucFlags, aucOfFile } from '../../../harness/edges/cli/auc/auc.ts';
import { runProcedure, type StatFlags } from '../../../harness/edges/cli/stat/stat.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { lcg } from '../../statistics/oracle-inputs.ts';

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
