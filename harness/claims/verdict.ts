import type { Word } from '../language/word.ts';
import type { Fragility } from './fragility.ts';
import type { Outcome } from './outcome.ts';

export { type Outcome, outcomeWords } from './outcome.ts';

/** Where the evidence of a verdict comes from. A claim has one verdict per tier, never a blend. */
export type Tier = 'record' | 'embedded' | 'paper' | 'imported';

/** What each tier is, in the order in which reports show them. */
export const tierWords: Readonly<Record<Tier, Word>> = {
  record: {
    title: 'The printed figures',
    description: "The paper's printed figures, checked against each other.",
  },
  embedded: {
    title: 'The scale model',
    description: 'Experiments on phantoms and real MR slices, with networks that the harness trained.',
  },
  paper: {
    title: 'The real data',
    description: 'Experiments on the real data sets with the published weights.',
  },
  imported: {
    title: "Somebody's scores",
    description: "Statistics recomputed from somebody's scores of each image.",
  },
};

/** All tiers, in the order in which reports show them. */
export const tiers = Object.keys(tierWords) as readonly Tier[];

/** One comparison behind a verdict, with everything that decided it. */
export interface CriterionResult {
  /** What is compared, in words; often a sentence that the comparison decides. */
  readonly label: string;
  /** What was measured, in words; the label where it is absent. */
  readonly quantity?: string;
  /** The group it was evaluated in, such as a dataset; empty where there is one only. */
  readonly group: string;
  readonly outcome: Outcome;
  /** The observed value and its interval, in `unit`; absent where nothing could be observed. */
  readonly observed?: { readonly value: number; readonly interval?: readonly [number, number] };
  readonly unit: string;
  /** The comparison in words: "interval above 0", "within -0.15 .. 0.15". */
  readonly expected: string;
  /** Why the outcome is what it is, in one sentence. */
  readonly reason: string;
  /** Number of images, and of independent subjects among them. */
  readonly n?: number;
  readonly subjects?: number;
}

/** What the evidence of one tier says of one claim. */
export interface Verdict {
  readonly claim: string;
  /** Id of the part of the claim that it is about, where a claim says several things; else empty. */
  readonly part: string;
  readonly tier: Tier;
  readonly outcome: Outcome;
  /** One sentence: what decided it, or what is missing. */
  readonly reason: string;
  /** The experiment or record check that decided it. */
  readonly experiment: string;
  readonly criteria: readonly CriterionResult[];
  /** How near it is to another verdict, where comparisons of measured values decided it. */
  readonly fragility?: Fragility;
  /** On what part of the data sets it rests, where that is not the whole of them; more may turn it round. */
  readonly provisional?: string;
  /** After how many images it was reached, where intervals were looked at after each batch until they decided. */
  readonly sequential?: string;
  /** The assets that nobody has fetched, where it would rest on more with them. */
  readonly unfetched?: readonly string[];
  /** What limits the reach of the verdict ("20 slices of 1 subject"). */
  readonly scope: readonly string[];
  /** The command that replays it. */
  readonly replay: string;
}

/** From best to worst; a step to the right is a change for the worse. */
const order: readonly (readonly Outcome[])[] = [
  ['reproduced'],
  ['inconclusive'],
  ['untestable'],
  ['not reproduced', 'inconsistent'],
];

/** Whether `to` is a worse outcome than `from`. Evidence where there was none is no worse, whatever it says. */
export function isWorse(from: Outcome, to: Outcome): boolean {
  if (from === 'untestable') return false;
  const rank = (outcome: Outcome) => order.findIndex((outcomes) => outcomes.includes(outcome));
  return rank(to) > rank(from);
}
