import { type Outcome, tiers, type Verdict } from '../../claims/verdict.ts';

const marks: Readonly<Record<Outcome, string>> = {
  reproduced: '+ reproduced',
  'not reproduced': 'x not reproduced',
  inconclusive: '? inconclusive',
  inconsistent: '! inconsistent',
  untestable: '. untestable',
};

/** The verdicts for a terminal: a line per claim and part with a column per tier, then the reasons. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const lines = [...new Set(verdicts.map(lineOf))];
  const cell = (line: string, tier: string) =>
    verdicts.find((verdict) => lineOf(verdict) === line && verdict.tier === tier);
  const shown = lines.filter((line) => tiers.some((tier) => decided(cell(line, tier)?.outcome)));
  const width = Math.max(5, ...shown.map((line) => line.length));
  const header = [pad('claim', width), ...tiers.map((tier) => pad(tier, 16))].join('  ');
  const body = shown.map((line) =>
    [pad(line, width), ...tiers.map((tier) => pad(markOf(cell(line, tier)), 16))].join('  '),
  );
  const reasons = verdicts
    .filter(({ outcome }) => decided(outcome))
    .map(
      (verdict) =>
        `  ${lineOf(verdict)}, ${verdict.tier}: ${verdict.outcome}${verdict.provisional === undefined ? '' : ', provisional'}. ${shortened(verdict.reason)}`,
    );
  const untested = [...new Set(verdicts.map(({ claim }) => claim))].filter(
    (claim) => !verdicts.some((verdict) => verdict.claim === claim && decided(verdict.outcome)),
  );
  return [
    header,
    ...body,
    ...(untested.length > 0 ? ['', `untestable in every tier of this run: ${untested.join(', ')}`] : []),

    '',
    ...reasons,
    '',
    ...provisional(verdicts),
    'record: the printed figures agree with each other or not, which says nothing of the data behind them.',
  ]
    .map((text) => text.trimEnd())
    .join('\n');
}

/** What the verdicts rest on that more data may turn round. */
function provisional(verdicts: readonly Verdict[]): readonly string[] {
  const parts = new Set(verdicts.flatMap((verdict) => verdict.provisional ?? []));
  return parts.size === 0 ? [] : [`* provisional, ${[...parts].join('; ')}`];
}

function lineOf({ claim, part }: Verdict): string {
  return part === '' ? claim : `${claim} ${part}`;
}

/** The first sentence, at most about a line and a half; the report has it whole. */
function shortened(reason: string): string {
  const sentence = /^.*?[^.\s][.](?=\s+[A-Z]|$)/.exec(reason)?.[0] ?? reason;
  return sentence.length > 160 ? `${sentence.slice(0, 157)}...` : sentence;
}

function decided(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome !== 'untestable';
}

function markOf(verdict: Verdict | undefined): string {
  if (!verdict) return '';
  return `${marks[verdict.outcome]}${verdict.provisional === undefined ? '' : ' *'}`;
}

function pad(text: string, width: number): string {
  return text.padEnd(width);
}
