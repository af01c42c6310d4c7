import { Option } from 'commander';
import { overfull } from '../../study/cost/lanes.ts';
import type { StudyPlan } from '../../study/plan.ts';
import { type Answer, answering } from './answer.ts';
import { bytesText, costLines, designLines } from './cost-text.ts';
import { exactCount } from './counts.ts';
import { withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { lanesAsked, type RunOptions, selectionOf, withSelection } from './run-options.ts';
import { tell } from './tell.ts';

/** A Snakefile is made of the stages themselves, which are written down with it. */
const formats = { text: asText, json: asJson, mermaid: asMermaid, snakemake: asText };

/** `latent-sr plan`: the stages of a run, what is cached and what there is to do; runs nothing. */
export const registerPlan: Register = (program) => {
  withEngine(
    withSelection(
      program.command('plan').description('show the stages of a run and what is cached; runs nothing'),
    ),
  )
    .addOption(
      new Option('--nodes <n>', 'how long it would take on so many machines like this one')
        .argParser((text) => exactCount('--nodes', text, 1))
        .default(1),
    )
    .option(
      '--like <run>',
      'folder of an earlier run: what fewer images would decide, if effects are as there',
    )
    .option(
      '--as-declared',
      'count data sets and assets that are not here yet as they are declared: what all of it would take',
    )
    .option('--format <format>', 'text, json, mermaid or snakemake', 'text')
    .option('--out <file>', 'also write the stages, for stage KEY --plan (snakemake: by default plan.json)')
    .action(answering(plan));
};

interface PlanOptions extends RunOptions {
  readonly format: string;
  readonly nodes: number;
  readonly like?: string;
  readonly asDeclared?: boolean;
  readonly out?: string;
}

async function plan(options: PlanOptions): Promise<Answer> {
  const [{ planStudy }, { workspacePorts }, { thisMachine }, { InputError }] = await Promise.all([
    import('../../study/plan.ts'),
    import('../workspace-ports.ts'),
    import('../this-machine.ts'),
    import('../../numeric/input-error.ts'),
  ]);
  const format = Object.entries(formats).find(([name]) => name === options.format)?.[1];
  if (!format) {
    throw new InputError({
      where: '--format',
      expected: 'text, json, mermaid or snakemake',
      got: JSON.stringify(options.format),
      remedy: 'choose one of them',
    });
  }
  const { workspace, selection } = selectionOf(options);
  const { nodes, like, asDeclared = false } = options;
  if (asDeclared && (options.out !== undefined || options.format === 'snakemake')) {
    throw new InputError({
      where: 'latent-sr plan',
      expected: 'no file of stages with --as-declared, which knows what is not there only by its declaration',
      got: options.out ?? options.format,
      remedy: 'put the data there first, or leave one of them out',
    });
  }
  const ports = workspacePorts(workspace, { ...lanesAsked(options), warn: () => {}, asDeclared });
  const { readWholeRun } = await import('../files/runs.ts');
  const question = {
    lanes: lanesAsked(options),
    machine: thisMachine(),
    nodes,
    like: like === undefined ? undefined : readWholeRun(like),
  };
  const { plan: document, faults } = await planStudy(ports, selection, question);
  for (const fault of faults) tell(fault.message);
  const crowded = overfull(document.cost.machines[0]!, question.machine);
  if (crowded !== undefined && document.cost.seconds > 0) tell(crowded);
  const exitCode = faults.length > 0 ? 1 : 0;
  const out = options.out ?? (options.format === 'snakemake' ? 'plan.json' : undefined);
  if (out === undefined) return { document, text: format(document), exitCode };
  const { writtenPlan } = await import('./written-plan.ts');
  const workflow = await writtenPlan(ports, selection, workspace.store, out);
  return { document, text: options.format === 'snakemake' ? workflow : format(document), exitCode };
}

function asText({ stages, missing, unread, work, cost, designs }: StudyPlan): string {
  const count = (state: string) => stages.filter((stage) => stage.state === state).length;
  return [
    ...stages.map(
      ({ state, key, label, work: images, batch, memory = 0 }) =>
        `${state.padEnd(10)}  ${key.slice(0, 12)}  ${label} (${images})${batch === undefined ? '' : `, ${batch} at once: ${bytesText(memory)}`}`,
    ),
    ...missing.map((reason) => `left out: ${reason}`),
    ...unread.map((cell) => `read by no check, figure or panel: ${cell}`),
    '',
    `${stages.length} stages: ${count('cached')} cached, ${count('to compute')} to compute, ${count('not needed')} not needed`,
    `work to do: ${work.toCompute} images or scores of ${work.toCompute + work.cached}`,
    ...costLines(cost),
    ...(designs ? designLines(designs, cost.seconds) : []),
  ].join('\n');
}

function asJson(document: StudyPlan): string {
  return JSON.stringify(document, null, 2);
}

function asMermaid({ stages }: StudyPlan): string {
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
