import type { StageKind } from '../../pipeline/stage.ts';
import { stageKinds } from './catalogue.ts';

/** The kind of stage with this name. */
export function stageKindNamed(name: string): StageKind {
  return stageKinds.find((kind) => kind.name === name)!;
}
