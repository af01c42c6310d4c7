import type { Options } from '../language/option.ts';
import type { ColumnRules, UnitRules } from './units.ts';

/** Named columns of paired observations; index i of every column is the same sample. */
export interface Sample {
  readonly ids: readonly string[];
  /** Cluster (subject) of each id. Equal to the ids where nothing repeats. */
  readonly clusters: readonly string[];
  /** The first arm, or the only one. */
  readonly x: Float64Array;
  /** The second arm; absent in one-sample procedures. */
  readonly y?: Float64Array;
  /** Where y numbers groups from 0: their names. */
  readonly groups?: readonly string[];
  /** Further columns beside both, of procedures that take several. */
  readonly others?: readonly Float64Array[];
  /** Where the rows are means over the same observations, as points of a curve may be: those observations. */
  readonly behind?: Observations;
}

/** What stands behind rows that are means: for each row its values, one an observation. */
export interface Observations {
  /** Cluster (subject) of each observation. */
  readonly clusters: readonly string[];
  readonly x: readonly Float64Array[];
  readonly y: readonly Float64Array[];
}

/** Which law pack a procedure must pass. */
export type ProcedureKind =
  | 'test'
  | 'effect-size'
  | 'interval'
  | 'equivalence'
  | 'proportion'
  | 'correlation'
  | 'fit'
  | 'agreement'
  | 'power'
  | 'comparison'
  | 'ratio'
  | 'replicates'
  | 'screening'
  | 'groups'
  | 'sweep'
  | 'front'
  | 'adjustment'
  | 'summary'
  | 'ranks'
  | 'paired-binary'
  | 'share'
  | 'subgroups'
  | 'bayes'
  | 'reliability'
  | 'sequence';

/**
 * A statistical procedure of the catalogue, over plain data in and plain JSON data out, so that an
 * experiment's declaration and the command line run it by name. `resolve` completes and checks the options.
 */
export interface Procedure<Setting extends object = object, Result extends object = object> {
  readonly name: string;
  readonly title: string;
  /** What it computes, in one to three sentences, with formula or source. */
  readonly description: string;
  readonly kind: ProcedureKind;
  /** Whether it compares or relates two columns (`both`), takes their differences or one column, or `one` alone. */
  readonly columns: 'both' | 'differences' | 'one';
  /** Whether it takes further columns beside both. */
  readonly several?: true;
  /** Whether clusters count under these options; where they do not, every observation is taken as independent. */
  clusters(options: Setting): boolean;
  /** Whether equal differences, or ones of 0, count as such under these options, as in ranks, signs and counts. */
  ties(options: Setting): boolean;
  /** What units its columns may have. */
  takes(options: Setting): ColumnRules;
  /** The unit of each number that it returns, by those of its columns. */
  units(options: Setting): UnitRules<Result>;
  readonly options: Options<Setting>;
  /** Why its intervals are to be taken with care on this sample, a sentence each; none where it is absent. */
  cautions?(sample: Sample, options: Setting): readonly string[];
  /** The complete options. @throws InputError for an unknown key or an impossible value. */
  resolve(given: Readonly<Record<string, unknown>>): Setting;
  /** The result. @throws InputError for a sample that is too small, or does not vary where it must. */
  compute(sample: Sample, options: Setting): Result;
}
