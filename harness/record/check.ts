/** Printed values by figure id, to replace those of a record. */
export type Patch = Readonly<Record<string, string>>;

/** A check: which rule, on which figures. */
export interface CheckDeclaration {
  readonly id: string;
  readonly rule: string;
  /** The claim whose record-tier verdict this check decides. */
  readonly claim?: string;
  /** Claims that this check bears on without deciding them. */
  readonly related?: readonly string[];
  /** Where the statement stands, when that is not where its figures stand. */
  readonly place?: string;
  readonly line?: number;
  readonly anchor?: string;
  /** The statement checked, in the words of a reader. */
  readonly statement: string;
  /** What a reader of the finding should know besides; added to its derivation. */
  readonly remark?: string;
  /**
   * What the check takes for granted and the document does not say, as 'bold marks the best of its column': figures
   * that contradict the check contradict this, so that they are suspicious and not inconsistent.
   */
  readonly presumes?: string;
  /** A patch on which this check must find fault. */
  readonly counterexample?: Patch;
  /** A patch on which a check that finds fault with the record as it is must find none. */
  readonly repair?: Patch;
  /** What the rule needs: the ids of figures, and its options. */
  readonly with: Readonly<Record<string, unknown>>;
}
