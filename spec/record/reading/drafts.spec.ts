import { expect } from 'chai';
import fc from 'fast-check';
import { readMarkdown } from '../../../harness/edges/files/documents/markdown.ts';
import { audit } from '../../../harness/record/audit/audit.ts';
import { recordOf } from '../../../harness/record/reading/record-of.ts';
import { tailsOf } from '../../../harness/record/statistic-tail.ts';
import { type Draw, drawFrom } from '../../laws/record-case.ts';
import { runs } from '../../runs.ts';

const forty = { numRuns: runs(40) };

/** A table of true figures as Markdown, and the same with one error in it. */
interface Printed {
  readonly true: readonly (readonly string[])[];
  readonly wrong: readonly (readonly string[])[];
}

const printers: Readonly<Record<string, (random: Draw) => Printed>> = {
  'bold and underlined scores'(random) {
    const scores = Array.from({ length: 5 }, () => random.between(20, 40).toFixed(2));
    const ranked = scores.toSorted((a, b) => Number(b) - Number(a));
    const rows = (best: string, second: string) =>
      scores.map((score, at) => [
        `Arm ${at}`,
        score === best ? `**${score}**` : score === second ? `<u>${score}</u>` : score,
      ]);
    return {
      true: [['Arm', 'PSNR ↑'], ...rows(ranked[0]!, ranked[1]!)],
      wrong: [['Arm', 'PSNR ↑'], ...rows(ranked[2]!, ranked[1]!)],
    };
  },
  'counts with a per cent, and their totals'(random) {
    const n = [random.integer(40, 400), random.integer(40, 400)];
    const counts = n.map((all) => random.integer(1, all - 1));
    const all = [...n, n[0]! + n[1]!];
    const head = ['Finding', ...['A', 'B', 'Total'].map((name, at) => `${name} (n = ${all[at]})`)];
    const row = (list: readonly number[], shift: number) => [
      'Lesion, n (%)',
      ...list.map(
        (count, at) => `${count} (${((100 * count) / all[at]! + (at === 1 ? shift : 0)).toFixed(1)})`,
      ),
    ];
    const total = [...counts, counts[0]! + counts[1]!];
    const wrong =
      random.below(2) === 0
        ? row(total, counts[1]! > n[1]! / 2 ? -3 : 3)
        : row([...counts, total[2]! + 1], 0);
    return { true: [head, row(total, 0)], wrong: [head, wrong] };
  },
  'counts with a per cent of the cases of their row'(random) {
    const row = (name: string, shift: number) => {
      const n = random.integer(40, 400);
      const a = random.integer(10, n - 10);
      const share = (count: number, by: number) => `${count} (${((100 * count) / n + by).toFixed(1)}%)`;
      return [name, `${n}`, share(a, 0), share(n - a, shift)];
    };
    const head = ['Group', 'n', 'Male n (%)', 'Female n (%)'];
    const first = row('A', 0);
    return { true: [head, first, row('B', 0)], wrong: [head, first, row('B', 2.6)] };
  },
  'gains against the row that has none'(random) {
    const scores = Array.from({ length: 3 }, () => random.integer(2000, 4000) / 100);
    const row = (name: string, at: number, shift: number) => [
      name,
      scores[at]!.toFixed(2),
      at === 0 ? '-' : (scores[at]! - scores[0]! + shift).toFixed(2),
    ];
    const table = (shift: number) => [
      ['Method', 'PSNR', 'Gain'],
      row('Base', 0, 0),
      row('Ours', 1, 0),
      row('Big', 2, shift),
    ];
    return { true: table(0), wrong: table(random.below(2) === 0 ? 0.1 : -0.1) };
  },
  'images with their mean, spread and ends below'(random) {
    const values = Array.from({ length: 4 }, () => random.integer(2500, 3500) / 100);
    const mean = values.reduce((sum, value) => sum + value, 0) / 4;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
    const table = (shift: number) => [
      ['Image', 'PSNR'],
      ...values.map((value, i) => [`i${i}`, value.toFixed(2)]),
      ['Mean', (mean + shift).toFixed(2)],
      ['SD', spread.toFixed(2)],
      ['Min', Math.min(...values).toFixed(2)],
      ['Max', Math.max(...values).toFixed(2)],
    ];
    return { true: table(0), wrong: table(0.3) };
  },
  'an analysis of variance'(random) {
    const [a, e] = [random.integer(1, 5), random.integer(20, 90)];
    const [ssA, ssE] = [random.between(5, 90), random.between(80, 400)];
    const f = ssA / a / (ssE / e);
    const p = Math.exp(tailsOf('F', [a, e])[0]!.logTail(f));
    const table = (over: Readonly<Record<string, string>>) => [
      ['Source', 'SS', 'df', 'MS', 'F', 'p'],
      [
        'Method',
        ssA.toFixed(2),
        `${a}`,
        over['ms'] ?? (ssA / a).toFixed(2),
        over['f'] ?? f.toFixed(2),
        over['p'] ?? (p < 0.001 ? '< .001' : p.toFixed(3)),
      ],
      ['Error', ssE.toFixed(2), `${e}`, (ssE / e).toFixed(2), '', ''],
      ['Total', over['ss'] ?? (ssA + ssE).toFixed(2), `${a + e}`, '', '', ''],
    ];
    const errors: readonly Readonly<Record<string, string>>[] = [
      { ms: (1.1 * (ssA / a) + 0.1).toFixed(2) },
      { f: (f * 1.2 + 0.2).toFixed(2) },
      { p: (p > 0.4 ? p / 4 : p * 3 + 0.05).toFixed(3) },
      { ss: (ssA + ssE + 1).toFixed(2) },
    ];
    return { true: table({}), wrong: table(errors[random.below(errors.length)]!) };
  },
  'means over columns'(random) {
    const dice = random.list(4, 70, 95);
    const mean = dice.reduce((sum, one) => sum + one, 0) / 4;
    const table = (average: number) => [
      ['Arm', 'Spleen Dice', 'Liver Dice', 'Kidney Dice', 'Heart Dice', 'Average Dice'],
      ['A', ...dice.map((one) => one.toFixed(1)), average.toFixed(1)],
    ];
    const rows = (average: number) =>
      table(average)[0]!.map((name, at) => [
        at === 0 ? 'Organ' : name.replace(' Dice', ''),
        at === 0 ? 'Dice' : table(average)[1]![at]!,
      ]);
    return { true: rows(mean), wrong: rows(mean + 0.3) };
  },
  'values in their intervals'(random) {
    const auc = random.between(0.7, 0.9);
    const [low, high] = [auc - random.between(0.01, 0.1), auc + random.between(0.01, 0.09)];
    const table = (value: number) => [
      ['Model', 'AUC (95% CI)'],
      ['A', `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`],
      ['B', '0.812 (0.800–0.830)'],
    ];
    return { true: table(auc), wrong: table(high + 0.01) };
  },
  differences(random) {
    const [a, b] = random.list(2, 20, 40);
    const table = (gain: number) => [
      ['Set', 'Ours', 'Theirs', 'Δ'],
      ['Test', a!.toFixed(2), b!.toFixed(2), gain.toFixed(2)],
    ];
    return { true: table(a! - b!), wrong: table(1.2 * (a! - b!) + (a! > b! ? 0.3 : -0.3)) };
  },
  'tests with their p'(random) {
    const [t, df] = [random.between(0.5, 3.5), random.integer(10, 90)];
    const p = Math.min(1, 2 * Math.exp(tailsOf('t', [df])[0]!.logTail(t)));
    const table = (one: number) => [
      ['Effect', 't', 'df', 'p value'],
      ['Method', (-t).toFixed(2), `${df}`, one < 0.001 ? '<0.001' : one.toFixed(3)],
    ];
    return { true: table(p), wrong: table(p > 0.4 ? p / 4 : p * 3 + 0.05) };
  },
  'PSNR and the mean squared error'(random) {
    const errors = random.list(30, 20, 200);
    const psnr = errors.reduce((sum, mse) => sum + 10 * Math.log10(255 ** 2 / mse), 0) / 30;
    const mse = errors.reduce((sum, one) => sum + one, 0) / 30;
    const table = (value: number) => [
      ['Arm', 'PSNR ↑', 'MSE ↓'],
      ['A', value.toFixed(2), mse.toFixed(1)],
    ];
    return { true: table(psnr), wrong: table(10 * Math.log10(255 ** 2 / mse) - 0.1) };
  },
  'differences with interval and p'(random) {
    const [z, se] = [random.between(0.3, 3.5), random.between(0.2, 0.9)];
    const p = 2 * Math.exp(tailsOf('z', [])[0]!.logTail(z));
    const ratio = random.below(2) === 0;
    const [low, value, high] = [-1.96, 0, 1.96].map((step) => (ratio ? Math.exp : Number)((z + step) * se));
    const table = (one: number) => [
      ['Outcome', ratio ? 'Odds ratio (95% CI)' : 'Difference (95% CI)', 'p value'],
      ['A', `${value!.toFixed(4)} (${low!.toFixed(4)} to ${high!.toFixed(4)})`, one.toFixed(4)],
    ];
    return { true: table(p), wrong: table(z > 1.96 ? 0.2 : 0.01) };
  },
  'many measured values'(random) {
    const digits = Array.from({ length: 50 }, (_, i) => ({ digit: i % 10, key: random.between(0, 1) }));
    const values = digits
      .sort((a, b) => a.key - b.key)
      .map(({ digit }) => `${random.between(20, 39).toFixed(1)}${digit}`);
    const table = (coarse: boolean) => [
      ['Image', 'PSNR ↑'],
      ...values.map((value, i) => [`i${i}`, coarse ? `${value.slice(0, -1)}${i % 2 === 0 ? 0 : 5}` : value]),
    ];
    return { true: table(false), wrong: table(true) };
  },
};

function severities(table: readonly (readonly string[])[]): readonly string[] {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const text = [line(table[0]!), line(table[0]!.map(() => '---')), ...table.slice(1).map(line)].join('\n');
  return audit(recordOf(readMarkdown(text), 'table').record)
    .filter(({ rule }) => rule !== 'domain')
    .map(({ severity }) => severity);
}

for (const [what, print] of Object.entries(printers)) {
  describe(`checks drafted of a table of ${what}`, () => {
    it('find nothing where the figures are true', () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const found = severities(print(drawFrom(seed, what)).true);
          expect(found).to.not.be.empty;
          expect(new Set(found)).to.deep.equal(new Set(['consistent']));
        }),
        forty,
      );
    });

    it('find an error that was planted', () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const table = print(drawFrom(seed, what)).wrong;
          expect(severities(table), JSON.stringify(table)).to.include.oneOf(['inconsistent', 'suspicious']);
        }),
        forty,
      );
    });
  });
}

describe('checks drafted of a table of descriptions', () => {
  it('take no mean to be that of the spread, ends and quantiles beside it', () => {
    const table = [
      ['Arm', 'Mean', 'SD', 'Median', 'Min', 'Max', 'Q1', '75%'],
      ['A', '0.50', '0.17', '0.52', '0.10', '0.90', '0.40', '0.66'],
      ['B', '0.61', '0.14', '0.58', '0.20', '0.95', '0.50', '0.71'],
    ];
    for (const one of [table, table[0]!.map((_, column) => table.map((row) => row[column]!))])
      expect(severities(one)).to.not.include.oneOf(['inconsistent', 'suspicious']);
  });
});

describe('checks drafted beside what is no value of the line', () => {
  const drafted = (...rows: readonly string[]) => {
    const [head, ...body] = rows.map((row) => `| ${row} |`);
    const { record, notes } = recordOf(
      readMarkdown(
        [head, `|${head!.replace(/[^|]/g, '').slice(1).replace(/\|/g, '--|')}`, ...body].join('\n'),
      ),
      'table',
    );
    return { severities: audit(record).map(({ rule, severity }) => `${rule} ${severity}`), notes, record };
  };

  it('leave rows of differences out of ranges, of the best value and of means', () => {
    const rows = [
      'Arm | PSNR ↑ | LPIPS ↓',
      'A | 24.10 | 0.310',
      'B | 25.30 | 0.210',
      'C | **28.10** | **0.110**',
    ];
    const means = 'Mean | 25.83 | 0.21';
    const told = drafted(...rows, 'Δ | +2.80 | -0.100', means).severities;
    expect(told).to.include.members(['domain consistent', 'ordering consistent', 'total consistent']);
    expect(told.filter((each) => !each.endsWith(' consistent'))).to.deep.equal([]);
    const wrong = drafted(...rows, 'D | 29.00 | -0.100', means).severities;
    expect(wrong).to.include.members(['domain suspicious', 'ordering suspicious', 'total suspicious']);
  });

  it('are no sums, means and differences where a part of the line was not understood', () => {
    const sum = (cell: string) => drafted('Site | n', 'A | 40', `B | ${cell}`, 'C | 50', 'Total | 121');
    expect(sum('30').severities).to.deep.equal(['domain consistent', 'total suspicious']);
    expect(sum('30 or so').severities).to.deep.equal(['domain consistent']);
    expect(sum('30 or so').notes).to.deep.equal([
      'table1/total/n-sum: "30 or so" of its line was not understood',
    ]);
    const rows = ['Arm | PSNR | SSIM', 'A | 24.10 | 0.71', 'B | 25.26 | 0.72'];
    const gain = (cell: string) => drafted(...rows, `C | ${cell} | 0.80`, 'Gain | +2.91 |').severities;
    expect(gain('')).to.include('difference suspicious');
    expect(gain('about 28').filter((each) => each.startsWith('difference'))).to.deep.equal([]);
  });

  it('hold the figures of cells beyond the header of a Markdown table', () => {
    const { record } = drafted('Arm | PSNR', 'A | 24.10 | 0.71', 'B | 25.26');
    expect(record.tables.flatMap(({ rows }) => rows.flatMap(({ values }) => values)).join()).to.include(
      '0.71',
    );
  });
});
