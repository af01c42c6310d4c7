import { needsOf, type Stage } from '../../pipeline/stage.ts';
import type { Requested } from './slurm/requested.ts';
import type { RunPlace } from './slurm/script.ts';

/**
 * A workflow for Snakemake 8 or later that computes `missing` stages of a written plan: one rule, whose jobs are keys.
 * A stage that is stored already ends at once, so that the marks of what is done may be lost.
 */
export function snakefile(
  missing: readonly Stage[],
  requested: (stage: Stage) => Requested,
  { plan, store, node, program }: Omit<RunPlace, 'folder'>,
): string {
  const among = new Set(missing.map(({ key }) => key));
  const used = new Set(missing.flatMap(needsOf).map(({ key }) => key));
  const stages = Object.fromEntries(
    missing.map((stage) => {
      const { minutes, gigabytes, cores } = requested(stage);
      const needs = needsOf(stage).flatMap(({ key }) => (among.has(key) ? [key] : []));
      return [stage.key, { needs: [...new Set(needs)], minutes, gigabytes, cores }];
    }),
  );
  const text = (value: unknown) => JSON.stringify(value);
  return `import json

# By key: what a stage needs, and what it asks for.
STAGES = json.loads(r"""${text(stages)}""")
MARK = ${text(`${store}/snakemake/{key}`)}

rule all:
    input: [MARK.format(key=key) for key in ${text(missing.map(({ key }) => key).filter((key) => !used.has(key)))}]

rule stage:
    input: lambda job: [MARK.format(key=key) for key in STAGES[job.key]["needs"]]
    output: touch(MARK)
    wildcard_constraints: key="[0-9a-f]{64}"
    params: store=${text(store)}, node=${text(node)}, program=${text(program)}, plan=${text(plan)}
    threads: lambda job: STAGES[job.key]["cores"]
    resources:
        runtime=lambda job: STAGES[job.key]["minutes"],
        mem_mb=lambda job: 1000 * STAGES[job.key]["gigabytes"],
    shell: "LATENT_SR_STORE={params.store:q} {params.node:q} {params.program:q} stage {wildcards.key} --plan {params.plan:q} --threads {threads}"
`;
}
