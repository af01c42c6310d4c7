import type { Stage } from '../../pipeline/stage.ts';
import { type Answer, answering } from './answer.ts';
import { withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { type RunOptions, selectionOf, withSelection } from './run/options.ts';

type Format = 'text' | 'json' | 'mermaid';

interface PlannedStage {
  readonly key: string;
  readonly kind: string;
  readonly label: string;
  readonly inputs: readonly string[];
  readonly state: 'cached' | 'to compute' | 'not needed';
  readonly work: number;
}

/** `latent-sr plan`: the stages of a run, what is cached and what there is to do; runs nothing. */
export const registerPlan: Register = (program) => {
  withEngine(
    withSelection(
      program.command('plan').description('show the stages of a run and what is cached; runs nothing'),
    ),
  )
    .option('--format <format>', 'text, json or mermaid', 'text')
    .action(answering(plan));
};

async function plan(options: RunOptions & { readonly format: Format }): Promise<Answer> {
  const [{ prepare }, { stagesOf }, { missingOf }, { Store }, { InputError }] = await Promise.all([
    import('./run/prepare.ts'),
    import('./run/conduct.ts'),
    import('../executors/local.ts'),
    import('../files/store/store.ts'),
    import('../../numeric/input-error.ts'),
  ]);
  if (!['text', 'json', 'mermaid'].includes(options.format)) {
    throw new InputError({
      where: '--format',
      expected: 'text, json or mermaid',
      got: JSON.stringify(options.format),
      remedy: 'choose one of them',
    });
  }
  const { workspace, selection } = selectionOf(options);
  const prepared = await prepare(workspace, selection);
  for (const fault of prepared.faults) process.stderr.write(`latent-sr: ${fault.message}\n`);
  const store = new Store(workspace.store, () => {});
  const stages = stagesOf(prepared);
  const missing = new Set((await missingOf(stages, store)).map(({ key }) => key));
  const planned: PlannedStage[] = [];
  for (const stage of stages) planned.push(await describe(stage, missing, store));
  const sum = (state: string) =>
    planned.filter((stage) => stage.state === state).reduce((total, { work }) => total + work, 0);
  const document = {
    profile: prepared.profile.id,
    stages: planned,
    missing: [...new Set(prepared.plans.flatMap((each) => each.missing))],
    work: { cached: sum('cached'), toCompute: sum('to compute') },
  };
  const text = { text: asText, json: asJson, mermaid: asMermaid }[options.format](document);
  return { document, text, exitCode: prepared.faults.length > 0 ? 1 : 0 };
}

type PlanDocument = {
  readonly stages: readonly PlannedStage[];
  readonly missing: readonly string[];
  readonly work: { readonly cached: number; readonly toCompute: number };
};

async function describe(
  stage: Stage,
  missing: ReadonlySet<string>,
  store: { has(key: string): Promise<boolean> },
): Promise<PlannedStage> {
  const { key, kind, label, work } = stage;
  const inputs = Object.values(stage.inputs).map((input) => input.key);
  const state = missing.has(key) ? 'to compute' : (await store.has(key)) ? 'cached' : 'not needed';
  return { key, kind, label, inputs, state, work };
}

function asText({ stages, missing, work }: PlanDocument): string {
  const count = (state: string) => stages.filter((stage) => stage.state === state).length;
  return [
    ...stages.map(
      ({ state, key, label, work: images }) =>
        `${state.padEnd(10)}  ${key.slice(0, 12)}  ${label} (${images})`,
    ),
    ...missing.map((reason) => `left out: ${reason}`),
    '',
    `${stages.length} stages: ${count('cached')} cached, ${count('to compute')} to compute, ${count('not needed')} not needed`,
    `work to do: ${work.toCompute} images or scores of ${work.toCompute + work.cached}`,
  ].join('\n');
}

function asJson(document: PlanDocument): string {
  return JSON.stringify(document, null, 2);
}

function asMermaid({ stages }: PlanDocument): string {
  const name = (key: string) => `s${key.slice(0, 12)}`;
  return [
    'flowchart LR',
    ...stages.map(
      ({ key, label, state }) =>
        `  ${name(key)}["${label.replaceAll('"', "'")}"]:::${state.replaceAll(' ', '-')}`,
    ),
    ...stages.flatMap(({ key, inputs }) => inputs.map((input) => `  ${name(input)} --> ${name(key)}`)),
    '  classDef cached fill:#d7ecd9,color:#000',
    '  classDef to-compute fill:#fbe3c2,color:#000',
    '  classDef not-needed fill:#eee,color:#000',
  ].join('\n');
}
