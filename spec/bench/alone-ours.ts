import type { Alone } from './alone.ts';
import { benches as networks } from './networks.ts';
import { benches as training } from './training.ts';

// A process of its own: NAME RUNS.
const [name, runs] = process.argv.slice(2);
const { run } = [...networks, ...training].find((bench) => bench.name === name)!;
await run();
const seconds: number[] = [];
for (let i = 0; i < Number(runs); i++) {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  seconds.push((user + system) / 1e6);
}
const answer: Alone = { seconds, peak: 1024 * process.resourceUsage().maxRSS };
process.stdout.write(`${JSON.stringify(answer)}\n`);
