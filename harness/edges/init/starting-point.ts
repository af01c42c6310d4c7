/** What a new workspace begins with. */
export interface StartingPoint {
  readonly kind: 'example' | 'images' | 'scores';
  /** Folders of templates. */
  readonly parts: readonly string[];
  /** What the templates name. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Files of the user that go into the workspace: where from, by where to. */
  readonly copies: ReadonlyMap<string, string>;
  /** What was understood of the user's files, a line each. */
  readonly notes?: readonly string[];
}

/** Images that the harness draws: it runs anywhere, and at once. */
export const example: StartingPoint = {
  kind: 'example',
  parts: ['common', 'interpolation', 'example'],
  values: {
    tier: 'embedded',
    role: 'leaves',
    description: 'Images that the harness draws itself: it runs anywhere.',
    evidence: 'The images are drawn by the harness; put your own data set in place of `leaves`.',
  },
  copies: new Map(),
};
