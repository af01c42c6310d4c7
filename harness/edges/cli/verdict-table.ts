import { styleText } from 'node:util';
import { tiers, type Verdict } from '../../claims/verdict.ts';
import { tierCaveats } from '../../report/tier-caveats.ts';
import { type Mark, outcomeMark, outcomes } from '../render/marks.ts';
import { width, wrapped } from './wrapped.ts';

type Colour = Parameters<typeof styleText>[0];

const colours: Readonly<Record<Mark['look'], Colour>> = {
  good: 'green',
  bad: 'red',
  open: 'yellow',
  odd: 'magenta',
  none: 'gray',
};

/** Whether standard output is a terminal that wants colours (https://no-color.org). */
export function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}

/**
 * The verdicts within 80 columns: a line per claim and part with a column for each tier that decided something, in the
 * glyphs and colours of the page, then what is decided by how many comparisons, and the reasons.
 */
export function verdictTable(verdicts: readonly Verdict[], colour = false): string {
  const decided = verdicts.filter(({ outcome }) => outcome !== 'untestable');
  const columns = tiers.filter((tier) => decided.some((verdict) => verdict.tier === tier));
  const lines = [...new Set(decided.map(lineOf))];
  const first = Math.max(5, ...lines.map((line) => line.length));
  const room = Math.floor((width - first) / Math.max(1, columns.length)) - 2;
  const whole = room >= longest;
  const cell = (line: string, tier: string) => {
    const found = verdicts.find((verdict) => lineOf(verdict) === line && verdict.tier === tier);
    if (found === undefined) return ' '.repeat(whole ? longest : tier.length);
    const { symbol, text, look } = outcomeMark(found.outcome);
    const mark = found.provisional === undefined ? '' : ' *';
    const shown = ((whole ? `${symbol} ${text}` : symbol) + mark).padEnd(whole ? longest : tier.length);
    return colour ? styleText(colours[look], shown, { validateStream: false }) : shown;
  };
  const header = columns.map((tier) => tier.padEnd(whole ? longest : 0));
  const untested = [...new Set(verdicts.map(({ claim }) => claim))].filter(
    (claim) => !decided.some((verdict) => verdict.claim === claim),
  );
  return [
    ['claim'.padEnd(first), ...header].join('  '),
    ...lines.map((line) => [line.padEnd(first), ...columns.map((tier) => cell(line, tier))].join('  ')),
    ...(whole ? [] : ['', legend]),
    ...(untested.length > 0
      ? ['', ...wrapped(`untestable in every tier of this run: ${untested.join(', ')}`, '')]
      : []),
    '',
    ...decided.flatMap((verdict) => wrapped(reasonOf(verdict), '    ').map((text) => `  ${text}`)),
    '',
    ...provisional(verdicts).flatMap((text) => wrapped(text, '  ')),
    ...columns.flatMap((tier) => wrapped(`${tier}: ${tierCaveats[tier]}`, '')),
  ]
    .map((text) => text.trimEnd())
    .join('\n');
}

const marks = outcomes.map(outcomeMark);
const longest = Math.max(...marks.map(({ symbol, text }) => `${symbol} ${text} *`.length));
const legend = marks.map(({ symbol, text }) => `${symbol} ${text}`).join('   ');

/** With how many of the comparisons came out as the verdict did: one of them is enough to contradict. */
function reasonOf({ criteria, ...verdict }: Verdict): string {
  const { symbol, text } = outcomeMark(verdict.outcome);
  const alike = criteria.filter(({ outcome }) => outcome === verdict.outcome).length;
  const share =
    verdict.tier !== 'record' && verdict.outcome !== 'reproduced' && criteria.length > 1
      ? ` by ${alike} of ${criteria.length} comparisons`
      : '';
  return [
    `${symbol} ${lineOf(verdict)}, ${verdict.tier}: ${text}${share}`,
    verdict.provisional === undefined ? '' : ', provisional',
    verdict.sequential === undefined ? '' : `, ${verdict.sequential}`,
    `. ${shortened(verdict.reason)}`,
  ].join('');
}

/** What the verdicts rest on that more data may turn round. */
function provisional(verdicts: readonly Verdict[]): readonly string[] {
  const parts = new Set(verdicts.flatMap((verdict) => verdict.provisional ?? []));
  return parts.size === 0 ? [] : [`* provisional, ${[...parts].join('; ')}`];
}

function lineOf({ claim, part }: Pick<Verdict, 'claim' | 'part'>): string {
  return part === '' ? claim : `${claim} ${part}`;
}

/** The first sentence, at most about a line and a half; the report has it whole. */
function shortened(reason: string): string {
  const sentence = /^.*?[^.\s][.](?=\s+[A-Z]|$)/.exec(reason)?.[0] ?? reason;
  return sentence.length > 160 ? `${sentence.slice(0, 157)}...` : sentence;
}
