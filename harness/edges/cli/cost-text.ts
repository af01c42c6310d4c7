import type { Designs } from '../../study/cost/designs.ts';
import { shownLanes } from '../../study/cost/lanes.ts';
import type { ClaimCost, PlanCost } from '../../study/cost/plan-cost.ts';

/** What a plan takes, for a terminal. */
export function costLines(cost: PlanCost): readonly string[] {
  const { speed, calls, flop, seconds, bytes, bytesKept, memory, critical, machines, claims } = cost;
  if (seconds === 0) return claimLines(claims);
  const how = speed.measured ? 'measured here' : 'not measured here: latent-sr doctor --probe';
  return [
    '',
    `about what it takes, at ${gigas(speed.flops)} GFLOP/s a thread (${speed.engine}, ${how}):`,
    `  networks  ${whole(calls)} calls of denoisers, ${operations(flop)} in all`,
    `  store     ${bytesText(bytes)} at most${bytesKept < bytes ? `, ${bytesText(bytesKept)} in the end: parts go once their whole is stored` : ''}`,
    `  memory    ${bytesText(memory)} a process`,
    `  time      ${time(seconds)} in one process of one thread`,
    ...machines.map(
      ({ nodes, seconds: each, ...lanes }) =>
        `            ${time(each)} on ${nodes === 1 ? 'this machine' : `${nodes} machines like this`}, ${shownLanes(lanes)}${nodes === 1 ? '' : ' each'}`,
    ),
    `            ${time(critical.seconds)} on any number: one stage waits for another (longest: ${critical.longest.label}, ${time(critical.longest.seconds)})`,
    ...claimLines(claims),
  ];
}

/** What fewer images would decide, for a terminal. */
export function designLines({ shares, parts }: Designs, seconds: number): readonly string[] {
  const sure = (i: number) => parts.filter(({ powers }) => powers[i]! >= LIKELY);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return [
    '',
    `of ${parts.length} parts of claims that an interval decides, with effects as in the earlier run, ${percent(LIKELY)} sure to be decided:`,
    ...shares.map((share, i) => {
      const lost = sure(0).filter((part) => !sure(i).includes(part));
      const names = lost.map(({ claim, part, powers }) => `${claim} ${part} (${percent(powers[i]!)})`);
      const taken = seconds > 0 ? `, about ${time(share * seconds)} in one process` : '';
      return `  ${percent(share).padStart(5)} of the images: ${sure(i).length}${taken}${names.length > 0 ? `; no longer: ${names.join(', ')}` : ''}`;
    }),
  ];
}

/** The usual power of a design. */
const LIKELY = 0.8;

function claimLines(claims: readonly ClaimCost[]): readonly string[] {
  const parts = claims.flatMap(({ decidable, lacking }) => [...decidable, ...lacking]).length;
  const open = claims.flatMap(({ claim, lacking }) => lacking.map((one) => ({ claim, ...one })));
  if (parts === 0) return [];
  const width = Math.max(...claims.map(({ claim }) => claim.length));
  const took = claims.filter(({ seconds }) => seconds > 0);
  return [
    '',
    `${parts - open.length} of ${parts} parts of claims can be decided${took.length > 0 ? '; what each claim takes by itself:' : ''}`,
    ...took.map(({ claim, calls, seconds }) =>
      `  ${claim.padEnd(width)}  ${time(seconds).padStart(10)}  ${calls > 0 ? `${whole(calls)} calls` : ''}`.trimEnd(),
    ),
    ...[...new Set(open.map(({ reason }) => reason))].map((reason) => {
      const lacking = open.filter((one) => one.reason === reason);
      return `  untestable: ${lacking.map(({ claim, part }) => `${claim} ${part}`).join(', ')}: ${reason}`;
    }),
  ];
}

function time(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${whole(Math.round(seconds / 3600))} h`;
}

/** Bytes for people: `12 MB`, `3.4 GB`. */
export function bytesText(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function operations(flop: number): string {
  const [value, unit] = flop < 1e15 ? [flop / 1e12, 'TFLOP'] : [flop / 1e15, 'PFLOP'];
  return `${value < 10 ? value.toFixed(1) : whole(Math.round(value))} ${unit}`;
}

function gigas(flops: number): string {
  return `${Math.round(flops / 1e9)}`;
}

function whole(count: number): string {
  return count.toLocaleString('en-US');
}
