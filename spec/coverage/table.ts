import { dirname } from 'node:path';
import type { Covered } from './coverage.ts';

/** A line for each folder, or each file, and one for all: what share of lines and branches ran, and of how many. */
export function tableOf(found: ReadonlyMap<string, Covered>, byFile: boolean): string {
  const rows = new Map<string, Covered>();
  for (const [file, covered] of found) {
    const name = byFile ? file : folderOf(file);
    rows.set(name, sum([covered, ...(rows.has(name) ? [rows.get(name)!] : [])]));
  }
  const all = [...[...rows].sort(([a], [b]) => (a < b ? -1 : 1)), ['all', sum([...found.values()])] as const];
  const width = Math.max(...all.map(([name]) => name.length));
  const line = (name: string, lines: string, branches: string) =>
    `${name.padEnd(width)}  ${lines.padStart(17)}  ${branches.padStart(17)}\n`;
  const body = all.map(([name, { lines, branches }]) => line(name, share(lines), share(branches)));
  return line('', 'lines', 'branches') + body.join('');
}

function sum(all: readonly Covered[]): Covered {
  const total = (part: keyof Covered, i: 0 | 1) => all.reduce((so, covered) => so + covered[part][i], 0);
  return {
    lines: [total('lines', 0), total('lines', 1)],
    branches: [total('branches', 0), total('branches', 1)],
  };
}

function share([ran, all]: readonly [number, number]): string {
  return all === 0 ? 'none' : `${((100 * ran) / all).toFixed(1)} % of ${all}`;
}

/** Two folders deep, three within `edges`. */
function folderOf(file: string): string {
  const [top, first, second] = dirname(file).split('/');
  return [top, first, first === 'edges' ? second : undefined].filter(Boolean).join('/');
}
