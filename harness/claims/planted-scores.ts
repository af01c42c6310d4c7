import { InputError } from '../numeric/input-error.ts';
import { mean, standardDeviation } from '../numeric/moments.ts';
import { stream } from '../numeric/stream.ts';
import type { Check } from './claim.ts';
import type { DeclaredCounterexample, PlantedScores } from './declared-claim.ts';

/**
 * The scores of a counterexample, drawn from its distributions: each cell's have exactly the mean and standard
 * deviation that are declared, so that why a check fails does not hang on the draw.
 * @throws InputError where a spread is missing, or a cell has a score twice.
 */
export function plantedScores(declared: DeclaredCounterexample, where: string): Check['counterexample'] {
  const { because, all = {} } = declared;
  const cells: Record<string, Record<string, number[]>> = {};
  for (const planted of declared.cells) {
    const own = { ...all, ...planted };
    const { score, sd } = own;
    if (score === undefined || sd === undefined) throw fault(where, 'score and sd of all or of each', 'none');
    for (const [name, centre] of Object.entries(planted.means)) {
      const cell = [all.in, planted.in, name].filter((part) => part !== undefined).join('/');
      const scores = cells[cell] ?? {};
      if (Object.hasOwn(scores, score))
        throw fault(where, 'every score of a cell once', `${score} of ${cell} twice`);
      cells[cell] = { ...scores, [score]: drawn(cell, centre, { ...own, score, sd }) };
    }
  }
  return { because, cells };
}

function drawn(
  cell: string,
  centre: number,
  { score, sd, n = 8, shared = 0, but }: PlantedScores & { readonly score: string; readonly sd: number },
): number[] {
  const common = deviates(n, cell.split('/')[0]!);
  const own = deviates(n, cell, score);
  return Array.from({ length: n }, (_, i) => {
    const higher = but && (i + 1) % but.every === 0 ? but.by : 0;
    return centre + higher + shared * common[i]! + sd * own[i]!;
  });
}

/** Numbers of mean 0 and standard deviation 1. */
function deviates(n: number, ...names: readonly string[]): readonly number[] {
  const source = stream(0, 'planted scores', ...names);
  const normal = Array.from({ length: n }, () => source.normal());
  const [centre, spread] = [mean(normal), standardDeviation(normal, 1)];
  return normal.map((value) => (value - centre) / spread);
}

function fault(where: string, expected: string, got: string): InputError {
  return new InputError({
    where: `${where}: counterexample`,
    expected,
    got,
    remedy: 'correct the declaration',
  });
}
