import { expect } from 'chai';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { workspacePorts } from '../../harness/edges/workspace-ports.ts';
import { prepare } from '../../harness/study/prepare.ts';

describe('golden values', () => {
  for (const profile of ['smoke', 'embedded']) {
    it(`of ${profile} may differ with another seed or engine only where a network stands behind them`, async () => {
      const ports = workspacePorts(workspaceAt(undefined), { jobs: 1, warn: () => {} });
      const selection = { profile, only: [], seed: undefined, fromScratch: false };
      const { plans } = await prepare(ports, selection);
      const nameOf = (statistic: string, group: Readonly<Record<string, string>>) =>
        [statistic, ...Object.entries(group).flat()].join(' ');
      let seen = 0;
      for (const { experiment, networked, absent } of plans) {
        const unfetched = new Set(
          absent.flatMap((each) => (each.unfetched ? [nameOf(each.statistic, each.group)] : [])),
        );
        const behind = new Set(networked.map(({ statistic, group }) => nameOf(statistic, group)));
        for (const { statistic, group, another } of ports.golden.values(profile, experiment.id)!.values) {
          const name = nameOf(statistic, group);
          if (unfetched.has(name)) continue;
          expect(another !== undefined, `${experiment.id} ${name}`).to.equal(behind.has(name));
          seen += 1;
        }
      }
      expect(seen).to.be.above(100);
    });
  }
});
