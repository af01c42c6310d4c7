import type { Params, Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage } from './context.ts';
import type { TaskImages } from './data.ts';

/** A network ready to be used by stages: what it is, and where its weights come from. */
export interface PlannedNetwork {
  /** Enough to make the network again. */
  readonly params: Params;
  /** The stage that gives the weights; none where they are an asset. */
  readonly weights?: Stage;
  /** The folder of assets. */
  readonly location?: string;
}

/** A training, or in its place the shipped network of the same declaration. */
export function trained(
  context: PlanContext,
  kind: string,
  stage: Parameters<typeof plannedStage>[2],
): Stage {
  const training = plannedStage(context, kind, stage);
  const shipped = context.shipped(training.declaration);
  if (!shipped) return training;
  return plannedStage(
    context,
    'shipped',
    {
      label: `shipped: ${stage.label}`,
      params: { files: shipped.files },
      inputs: {},
      location: shipped.folder,
      work: 1,
    },
    training.declaration,
  );
}

/** A denoiser's training, of which the moving average of the weights may ship alone. */
export function trainedDenoiser(
  context: PlanContext,
  kind: string,
  stage: Parameters<typeof plannedStage>[2],
): { readonly weights: Stage; readonly raw: Stage } {
  const weights = trained(context, kind, stage);
  const ships = weights.kind === kind || Object.hasOwn(weights.params['files'] as object, 'raw.safetensors');
  return { weights, raw: ships ? weights : plannedStage(context, kind, stage) };
}

/** The degradation in a training's label, which names its folder where it ships. */
export function besidesTask({ degradation: { id, kind } }: Pick<TaskImages, 'degradation'>): string {
  return kind === 'task' ? '' : ` ${id}`;
}

/** A network whose weights are an asset. @throws Missing */
export function fromAsset(context: PlanContext, params: Params, id: string): PlannedNetwork {
  const asset = context.asset(id);
  if ('missing' in asset) throw new Missing(asset.missing, asset.unfetched);
  return { params: { ...params, files: asset.files }, location: asset.location };
}
