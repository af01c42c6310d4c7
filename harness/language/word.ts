/** What a name of a catalogue is, for explanations, editors and the reference. */
export interface Word {
  /** A noun phrase. */
  readonly title: string;
  /** What it is or does, in one to three sentences, with formula or source. */
  readonly description: string;
}
