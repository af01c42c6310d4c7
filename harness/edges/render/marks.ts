import type { Outcome, Tier, Verdict } from '../../claims/verdict.ts';

/** How an outcome or a severity is told: words, a symbol, and the class that colours it. */
export interface Mark {
  readonly text: string;
  readonly symbol: string;
  readonly look: 'good' | 'bad' | 'open' | 'odd' | 'none';
}

/** The outcomes in the order in which they are counted. */
export const outcomes: readonly Outcome[] = [
  'reproduced',
  'not reproduced',
  'inconclusive',
  'inconsistent',
  'untestable',
];

/** What each tier's evidence is, in words. */
export const tierMeanings: Readonly<Record<Tier, string>> = {
  record: 'the printed figures, checked against each other',
  embedded: 'experiments run here, on data that come with the harness',
  paper: 'the paper’s own datasets and weights',
  imported: 'somebody’s per-image scores, computed anew',
};

export function outcomeMark(outcome: Outcome): Mark {
  return { text: outcome, ...looks[outcome] };
}

/** That of a verdict, which says where it rests on a part of the data, or stopped when it was decided. */
export function verdictMark({
  outcome,
  provisional,
  sequential,
}: Pick<Verdict, 'outcome' | 'provisional' | 'sequential'>): Mark {
  const mark = outcomeMark(outcome);
  const words = [
    mark.text,
    ...(provisional === undefined ? [] : ['provisional']),
    ...(sequential === undefined ? [] : ['sequential']),
  ];
  return { ...mark, text: words.join(', ') };
}

/** A severity of the record audit; words that are not known look neutral. */
export function severityMark(severity: string): Mark {
  return { text: severity, ...(severities[severity] ?? { symbol: '·', look: 'none' }) };
}

type Look = Omit<Mark, 'text'>;

const looks: Readonly<Record<Outcome, Look>> = {
  reproduced: { symbol: '✓', look: 'good' },
  'not reproduced': { symbol: '✗', look: 'bad' },
  inconclusive: { symbol: '?', look: 'open' },
  inconsistent: { symbol: '≠', look: 'odd' },
  untestable: { symbol: '–', look: 'none' },
};

const severities: Readonly<Record<string, Look>> = {
  inconsistent: { symbol: '≠', look: 'odd' },
  suspicious: { symbol: '?', look: 'open' },
  consistent: { symbol: '✓', look: 'good' },
  'not checkable': { symbol: '–', look: 'none' },
};
