import type { Claim } from '../../harness/claims/claim.ts';
import type { GoldenFile, GoldenVerdictsFile } from '../../harness/claims/golden-file.ts';
import type { Experiment } from '../../harness/pipeline/experiment.ts';
import type { Artifact, Stage } from '../../harness/pipeline/stage.ts';
import type { Ports } from '../../harness/study/ports.ts';
import { contextOf, type World, world } from '../pipeline/planned.ts';

/** A workspace in memory. */
export interface Memory {
  readonly experiments: readonly Experiment[];
  readonly claims: readonly Claim[];
  readonly golden: Map<string, GoldenFile>;
  readonly verdicts: Map<string, GoldenVerdictsFile>;
  /** What a stage gives; it may throw InputError. */
  readonly compute: (stage: Stage) => Artifact;
  readonly stored: Map<string, Artifact>;
  /** Files of runs by `<run>/<file>`. */
  readonly files: Map<string, string>;
}

/** Ports of a study that touch nothing outside. */
export function memoryPorts(memory: Memory, given: World = world): Ports {
  const { kind, codeVersion, profile, seed: _, engine: __, ...context } = contextOf(given);
  const computed = (stage: Stage): Artifact => {
    const artifact = memory.stored.get(stage.key) ?? memory.compute(stage);
    memory.stored.set(stage.key, artifact);
    return artifact;
  };
  return {
    declarations: {
      command: 'npx latent-sr reproduce',
      profiles: () => [profile],
      profile: () => profile,
      experiments: () => ({ items: memory.experiments, faults: [] }),
      claims: () => ({ items: memory.claims, faults: [] }),
      digest: () => ({ families: [], keyFigures: [] }),
      record: () => undefined,
    },
    golden: {
      values: (_profile, experiment) => memory.golden.get(experiment),
      verdicts: (id) => memory.verdicts.get(id),
      async writeValues(golden) {
        memory.golden.set(golden.experiment, golden);
        return `golden/${golden.experiment}.json`;
      },
      async writeVerdicts(golden) {
        memory.verdicts.set(golden.profile, golden);
        return 'golden/verdicts.json';
      },
    },
    store: {
      has: async (key) => memory.stored.has(key),
      read: async (key) => memory.stored.get(key),
      timesOf: async () => undefined,
    },
    executor: {
      async execute(stages) {
        const seconds = new Map<string, number>();
        const failures: { stage: Stage; error: Error }[] = [];
        for (const stage of stages.filter(({ key }) => !memory.stored.has(key))) {
          try {
            computed(stage);
            seconds.set(stage.key, 1);
          } catch (error) {
            failures.push({ stage, error: error as Error });
          }
        }
        return { seconds, failures, undone: failures.map(({ stage }) => stage) };
      },
      result: async (stage) => computed(stage),
    },
    runs: {
      ready: async () => {},
      async write(name, _content, render) {
        for (const [file, content] of Object.entries(await render())) {
          const text = typeof content === 'string' ? content : Buffer.concat([...content]).toString();
          memory.files.set(`${name}/${file}`, text);
        }
        return { folder: name, written: true };
      },
    },
    resources: async () => ({ context, used: () => [] }),
    engine: async () => ({ version: 'toy 1' }),
    kind,
    codeVersion,
    report: {
      version: () => '1',
      render: async (view) => ({ 'report.md': view.title }),
      surroundings: async () => ({
        ...{ harness: 'h', engine: 'e', node: 'n', system: 's', made: 'm' },
        software: {
          name: 'toy',
          version: '1.0.0',
          description: 'A toy.',
          licence: 'MIT',
          runtime: 'Node.js',
        },
      }),
    },
  };
}
