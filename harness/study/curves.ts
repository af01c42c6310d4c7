import type { Stage } from '../pipeline/stage.ts';
import type { TrainingCurve } from '../report/kinds/figure-source.ts';
import type { StageStore } from './ports.ts';

/** The training curves among the results of stages, whether the networks were trained here or shipped. */
export async function curvesOf(
  stages: readonly Stage[],
  store: StageStore,
): Promise<readonly TrainingCurve[]> {
  const curves: TrainingCurve[] = [];
  for (const stage of stages) {
    const named = trainingOf(stage);
    if (!named) continue;
    const file = (await store.read(stage.key))?.['curve.json'];
    if (file) curves.push({ ...named, ...(JSON.parse(new TextDecoder().decode(file)) as Losses) });
  }
  return curves;
}

type Losses = Pick<TrainingCurve, 'stride' | 'losses'>;

function trainingOf({ kind, label }: Stage): Pick<TrainingCurve, 'network' | 'name'> | undefined {
  if (kind !== 'shipped' && !kind.startsWith('train-')) return undefined;
  const parts = /train (autoencoder|denoiser|restorer) (.+)$/.exec(label);
  return parts ? { network: parts[1] as TrainingCurve['network'], name: parts[2] } : undefined;
}
