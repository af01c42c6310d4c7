import { type Outcome, outcomeWords, tiers } from '../../claims/verdict.ts';
import type { RunDocument } from '../run-document.ts';
import type { GateCheck } from './checks.ts';

const outcomes = Object.keys(outcomeWords) as readonly Outcome[];

/**
 * A run as Markdown for a step's summary or a comment on a pull request: what failed first, then counts, then verdicts.
 * @param limit bytes of UTF-8 that it may have; lines beyond it are left out, with their number
 */
export function gateSummary(run: RunDocument, checks: readonly GateCheck[], limit: number): string {
  const failed = checks.filter(({ state }) => state === 'failed');
  const lines = [
    `## latent-sr, profile ${plain(run.profile)}: ${failed.length === 0 ? 'the gate passes' : `${failed.length} failed`}`,
    '',
    ...countTable(run),
    '',
    ...failed.map(({ suite, name, message }) => `- **${suite}**: ${plain(name)}. ${plain(message)}`),
    ...(failed.length > 0 ? [''] : []),
    ...verdictLines(run),
  ];
  return withinBytes(lines, limit);
}

function countTable({ verdicts }: RunDocument): readonly string[] {
  const present = tiers.filter((tier) => verdicts.some((verdict) => verdict.tier === tier));
  const count = (tier: string, outcome: Outcome) =>
    verdicts.filter((verdict) => verdict.tier === tier && verdict.outcome === outcome).length;
  return [
    `| tier | ${outcomes.join(' | ')} |`,
    `|---|${outcomes.map(() => '---:|').join('')}`,
    ...present.map((tier) => `| ${tier} | ${outcomes.map((outcome) => count(tier, outcome)).join(' | ')} |`),
  ];
}

function verdictLines({ verdicts }: RunDocument): readonly string[] {
  const decided = verdicts.filter(({ outcome }) => outcome !== 'untestable');
  if (decided.length === 0) return [];
  return [
    '| claim | tier | verdict | why |',
    '|---|---|---|---|',
    ...decided.map(
      ({ claim, part, tier, outcome, reason }) =>
        `| ${plain(`${claim} ${part}`.trim())} | ${tier} | ${outcome} | ${plain(reason)} |`,
    ),
  ];
}

function withinBytes(lines: readonly string[], limit: number): string {
  const size = (text: string) => new TextEncoder().encode(text).length;
  const note = (left: number) => `\n${left} more lines stand in the report.`;
  let used = size(note(lines.length)) + 1;
  let kept = 0;
  while (kept < lines.length && used + size(lines[kept]!) + 1 <= limit) used += size(lines[kept++]!) + 1;
  const left = lines.length - kept;
  return `${lines.slice(0, kept).join('\n')}${left > 0 ? `\n${note(left)}` : ''}\n`;
}

/** Text from files, of one line, that is neither Markdown nor HTML. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~#@]/g, (character) => `&#${character.charCodeAt(0)};`);
}
