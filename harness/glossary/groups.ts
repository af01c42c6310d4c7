import { methods } from '../baselines/catalogue.ts';
import { comparatorWords } from '../claims/comparator.ts';
import { outcomeWords, tierWords } from '../claims/verdict.ts';
import { phantoms } from '../datasets/phantoms/catalogue.ts';
import { degradationKinds } from '../degrade/catalogue.ts';
import { degradationWords } from '../degrade/degradation.ts';
import { kernelWords } from '../degrade/kernel.ts';
import { degradationPresets } from '../degrade/presets.ts';
import { conditionWords } from '../diffusion/condition.ts';
import { optimiserWords } from '../diffusion/optimisers/optimiser.ts';
import { samplerKinds } from '../diffusion/samplers/catalogue.ts';
import { scheduleWords } from '../diffusion/schedule.ts';
import { targetWords } from '../diffusion/training-objective.ts';
import type { Option } from '../language/option.ts';
import type { Word } from '../language/word.ts';
import { metrics } from '../metrics/catalogue.ts';
import { drawMetricWords } from '../metrics/draw-metrics.ts';
import type { Metric } from '../metrics/metric.ts';
import { networkMetricWords } from '../metrics/network-metrics.ts';
import { setMetricWords } from '../metrics/set-metrics.ts';
import { factorWords, givenMetricWords } from '../pipeline/experiment.ts';
import { tableMethods } from '../pipeline/score-columns.ts';
import { trainedMethods } from '../pipeline/trained-methods.ts';
import { inferables } from '../record/infer/score/catalogue.ts';
import { type Choice, choices } from '../record/infer/score/choices.ts';
import { lpipsChoices } from '../record/infer/score/lpips.ts';
import { choicesOf } from '../record/infer/score/search.ts';
import { rules } from '../record/rules/catalogue.ts';
import { signWords } from '../record/scores/sign-words.ts';
import { figureKinds } from '../report/figure-kinds.ts';
import { procedures } from '../statistics/catalogue.ts';
import type { Procedure } from '../statistics/procedure.ts';

/** A name of a catalogue. */
export interface Entry extends Word {
  readonly word: string;
  /** With their defaults; one without a default must be given. */
  readonly options: Readonly<Record<string, Option>>;
  /** Options that may stand in place of others. */
  readonly instead?: Readonly<Record<string, Option>>;
  /** What else is to know: a label and a phrase. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A catalogue: what its names are called, and they. */
export interface Group {
  readonly name: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Every catalogue whose names a declaration can use. */
export const groups: readonly Group[] = [
  group('metric', 'Metrics', [
    ...metrics.map(metricEntry),
    ...words(networkMetricWords).map(conventional),
    ...words(drawMetricWords).map(conventional),
    ...words(setMetricWords).map(conventional),
    ...words(givenMetricWords),
  ]),
  group('procedure', 'Statistical procedures', procedures.map(procedureEntry)),
  group('sampler', 'Samplers', samplerKinds.map(samplerEntry)),
  group('degradation', 'Degradations', [
    ...degradationKinds.map((kind) => ({ ...kind, word: kind.kind, facts: {} })),
    ...words(degradationWords),
  ]),
  group(
    'preset',
    'Degradations by name',
    Object.entries(degradationPresets).map(([word, { title, source, declaration }]) => ({
      word,
      title,
      description: `${JSON.stringify(declaration)}. Source: ${source}.`,
      options: {},
      facts: {},
    })),
  ),
  group('kernel', 'Interpolation kernels', words(kernelWords)),
  group('method', 'Methods', [...words(methods), ...words(trainedMethods), ...words(tableMethods)]),
  group('phantom', 'Phantoms', words(phantoms)),
  group('condition', 'Conditions of a denoiser', words(conditionWords)),
  group('objective', 'Objectives of a denoiser', words(targetWords)),
  group('schedule', 'Noise schedules', words(scheduleWords)),
  group('optimiser', 'Optimisers', words(optimiserWords)),
  group('factor', 'Factors of a cell', words(factorWords)),
  group('comparator', 'Comparators', words(comparatorWords)),
  group('figure', 'Figures', words(figureKinds)),
  group(
    'rule',
    'Rules of the record',
    rules.map((rule) => ({ ...rule, word: rule.name, facts: {} })),
  ),
  group('choice', "Choices of a score's convention", Object.entries<Choice>(choices).map(choiceEntry)),
  group('sign', 'Signs that scores were made up', words(signWords)),
  group('tier', 'Evidence tiers', words(tierWords)),
  group('outcome', 'Outcomes', words(outcomeWords)),
];

function group(name: string, title: string, entries: readonly Entry[]): Group {
  const plain = entries.map(({ word, title: own, description, options, instead, facts }) => {
    return { word, title: own, description, options, ...(instead && { instead }), facts };
  });
  return { name, title, entries: plain };
}

/** Words by their names; some have options. */
function words<
  T extends Readonly<Record<string, Word & { readonly options?: object; readonly convention?: object }>>,
>(byName: T): (Entry & { readonly convention?: object })[] {
  return Object.entries(byName).map(([word, { options = {}, ...own }]) => {
    return { ...own, word, options: options as Readonly<Record<string, Option>>, facts: {} };
  });
}

/** The options of a convention, whose defaults stand in the convention. */
function conventional<T extends { readonly options: object; readonly convention?: object }>(entry: T): T {
  const defaults = { ...entry.convention } as Readonly<Record<string, unknown>>;
  const options = Object.entries(entry.options as Readonly<Record<string, Option>>).map(([key, option]) => [
    key,
    { ...option, default: defaults[key] },
  ]);
  return { ...entry, options: Object.fromEntries(options) };
}

function metricEntry(metric: Metric): Entry {
  const { name: word, title, description, unit, direction, needs } = metric;
  const each = (value: string | Readonly<Record<string, string>>) =>
    typeof value === 'string'
      ? value
      : Object.entries(value)
          .map(([key, one]) => `${key}: ${one}`)
          .join(', ');
  const facts = { unit: each(unit), better: each(direction), needs: needs.join(', ') || 'the image alone' };
  return conventional({
    word,
    title,
    description,
    options: metric.options as Entry['options'],
    convention: metric.convention,
    facts,
  });
}

function choiceEntry([word, { title, description, plain, levels }]: readonly [string, Choice]): Entry {
  const open = [...inferables, { name: 'lpips', choices: lpipsChoices }]
    .filter((metric) => (choicesOf(metric) as readonly string[]).includes(word))
    .map(({ name }) => name);
  const facts = { ...levels, 'where nothing is said': plain, 'left open by': open.join(', ') };
  return { word, title, description, options: {}, facts };
}

function procedureEntry({ name: word, title, description, options, columns }: Procedure): Entry {
  const taken = { both: 'x and y', differences: 'x, or x - y', one: 'x' }[columns];
  return { word, title, description, options: options as Entry['options'], facts: { columns: taken } };
}

function samplerEntry(kind: (typeof samplerKinds)[number]): Entry {
  const { kind: word, title, description, options, trainedFor, deterministic } = kind;
  const facts = { 'for networks trained for': trainedFor, deterministic: deterministic ? 'yes' : 'no' };
  return { word, title, description, options: options as Readonly<Record<string, Option>>, facts };
}
