import { formatEstimate, formatNumber, withUnit } from '../../report/format-number.ts';
import type { TablesView, TableView } from '../../report/view-model.ts';
import type { Comparison } from './comparison.ts';

/**
 * A comparison of two runs for people: sentences of totals, then tables, the largest changes first.
 * @param names of the runs
 * @param most rows of a table; Infinity for all
 */
export function comparisonView(
  comparison: Comparison,
  names: readonly [from: string, to: string],
  most: number,
): TablesView {
  const { totals, scores } = comparison;
  const rate = `${formatNumber(100 * comparison.falseDiscoveryRate)} %`;
  return {
    title: `${names[0]} → ${names[1]}`,
    lead: [
      `${totals.changedVerdicts} of ${totals.verdicts} verdicts changed, ${totals.worse} for the worse; ${numbersText(comparison)}`,
      `Of ${totals.paired} scores of cells that both runs have, ${totals.changedScores} differ in some image and ${totals.discoveries} beyond chance (q of at most ${rate}, Benjamini and Hochberg over those that differ).`,
    ],
    tables: [verdictTable(comparison, most), scoreTable(comparison, most), headlineTable(comparison, most)],
    leftOut: counted(scores.leftOut.map(({ reason }) => reason)),
  };
}

function numbersText({ statistics }: Comparison): string {
  const both = statistics.filter(({ difference }) => difference !== null).length;
  const alone = statistics.length - both;
  return `${both} numbers of statistics differ${alone > 0 ? `, and ${alone} stand in one run alone` : ''}.`;
}

function verdictTable({ verdicts }: Comparison, most: number): TableView {
  return {
    id: 'verdicts',
    caption: captionOf('Verdicts that changed', verdicts.length, most, '', 'those for the worse'),
    columns: [text('Claim'), text('Tier'), text('From'), text('To')],
    rows: verdicts
      .slice(0, most)
      .map(({ claim, part, tier, from, to }) => [
        [claim, part].filter(Boolean).join(' '),
        tier,
        from ?? 'none',
        to ?? 'none',
      ]),
  };
}

function scoreTable({ scores: { changed }, falseDiscoveryRate }: Comparison, most: number): TableView {
  return {
    id: 'scores',
    caption: captionOf(
      'Scores of the same images that differ',
      changed.length,
      most,
      `The difference is second less first, in the score’s unit, with its 95 % interval (images of one subject depend on each other: CR2, t), SD what it is of the first run’s standard deviation over images; p is from t (asymptotic where differences are not normal), q is p held against all that differ, * marks a q of at most ${formatNumber(falseDiscoveryRate)}; detectable is the true difference told with 80 % power at 5 %.`,
    ),
    columns: [
      text('Cell'),
      text('Score'),
      ...['Difference', 'SD', 'p', 'q', 'Detectable', 'n (subjects)'].map(numeric),
    ],
    rows: changed
      .slice(0, most)
      .map(({ cell, score, difference, interval, standardised, p, q, detectable, n, subjects }) => [
        cell,
        score,
        formatEstimate({ value: difference, interval }, '1'),
        standardised === null ? '' : formatNumber(standardised),
        formatNumber(p),
        `${formatNumber(q)}${q <= falseDiscoveryRate ? ' *' : ''}`,
        formatNumber(detectable),
        `${n} (${subjects})`,
      ]),
  };
}

function headlineTable({ headlines }: Comparison, most: number): TableView {
  return {
    id: 'statistics',
    caption: captionOf(
      'Statistics that differ',
      headlines.length,
      most,
      'Apart is how far the values are from each other, in half-widths of both intervals together.',
    ),
    columns: [text('Statistic'), numeric('From'), numeric('To'), numeric('Apart')],
    rows: headlines
      .slice(0, most)
      .map(({ where, unit, from, to, apart }) => [
        where,
        formatEstimate(from, '1'),
        withUnit(formatEstimate(to, '1'), unit),
        apart === null ? '' : formatNumber(apart),
      ]),
  };
}

/**
 * @param columns what they mean, where there are rows
 * @param first what comes first
 */
function captionOf(
  what: string,
  count: number,
  most: number,
  columns = '',
  first = 'the largest change',
): string {
  if (count === 0) return `${what}: none.`;
  const shown = count > most ? `${most} of ${count}` : `${count}`;
  return `${what}: ${shown}, ${first} first. ${columns}`.trim();
}

function counted(reasons: readonly string[]): readonly string[] {
  return [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((one) => one === reason).length;
    return `${count} score${count === 1 ? '' : 's'} of cells not paired: ${reason}`;
  });
}

function text(title: string): TableView['columns'][number] {
  return { title, numeric: false };
}

function numeric(title: string): TableView['columns'][number] {
  return { title, numeric: true };
}
