import { tiers } from '../../claims/verdict.ts';
import { estimateTexts, withUnit } from '../../report/format-number.ts';
import { judgeErrors, type Rate } from '../../report/judge-errors.ts';
import type { ClaimView, ReportView, TableView, VerdictView } from '../../report/view-model.ts';
import { type KnownPapers, knownPapers } from '../files/known-papers.ts';
import { createAnchors } from './anchors.ts';
import { criterionOf, criterionRows } from './criteria.ts';
import { fragilityOf } from './fragility.ts';
import { outcomeMark, outcomes, severityMark, tierMeanings, verdictMark } from './marks.ts';

/** The file of a run that has the verdicts. */
export const REPORT = 'report.html';

/**
 * The view as the templates read it: every field present, numbers as text, marks beside outcomes, ids given
 * out and references between claims and experiments resolved.
 */
export function pageOf(view: ReportView) {
  const anchor = createAnchors();
  const claimIds = new Map(view.claims.map(({ id }) => [id, anchor('claim', id)]));
  const fileOf = createAnchors();
  const files = new Map(view.experiments.map(({ id }) => [id, `${fileOf('experiment', id)}.html`]));
  const claims = view.claims.map((claim) => claimOf(claim, claimIds, files));
  return {
    title: view.title,
    paper: {
      title: view.paper.title,
      links: [linkOf(view.paper.uri, 'Paper'), linkOf(view.paper.code, 'its code')].filter(
        (link) => link.text,
      ),
    },
    profile: view.profile,
    headline: view.headline,
    notes: view.notes,
    keyFigures: view.keyFigures.map(keyFigureOf),
    families: view.families,
    outcomes: outcomes.map(outcomeMark),
    tiers: view.counts.map(({ tier, outcomes: counts }) => ({
      tier,
      meaning: tierMeanings[tier],
      counts: outcomes.map((outcome) => counts[outcome]),
    })),
    choices: {
      outcomes,
      tiers,
      families: [...new Set(claims.flatMap(({ family }) => family || []))],
    },
    claims,
    foretelling: view.foretelling
      ? {
          ...view.foretelling,
          tables: view.foretelling.tables.map((table, i) => ({
            ...tableOf(table),
            anchor: anchor('table', table.id),
            // The verdicts stand open, what is behind them does not.
            folded: i > 0,
          })),
        }
      : null,
    experiments: view.experiments.map((experiment) => ({
      ...experiment,
      file: files.get(experiment.id)!,
      claims: experiment.claims.map((id) => ({ id, href: REPORT + hrefOf(claimIds, id) })),
      tables: experiment.tables.map((table) => ({
        ...tableOf(table),
        anchor: anchor('table', table.id),
        folded: table.rows.length > mostOpenRows,
      })),
      figures: experiment.figures.map((figure) => ({
        title: '',
        ...figure,
        anchor: anchor('figure', figure.id),
      })),
    })),
    record: view.record.map((finding) => ({
      ...finding,
      mark: severityMark(finding.severity),
      href: hrefOf(claimIds, finding.claim),
      related: finding.related.map((id) => ({ id, href: hrefOf(claimIds, id) })),
    })),
    golden: {
      ...view.golden,
      power: view.golden.power.map(({ regime, unit, values, ...reach }) => ({
        regime,
        unit: unit === '1' ? 'plain numbers' : unit,
        values,
        reaches: [reach.half, reach.most, reach.all].map((each) => each.toExponential(1)),
      })),
      changed: view.golden.changed.map((change) => ({
        ...change,
        href: hrefOf(claimIds, change.claim),
        expected: outcomeMark(change.expected),
        got: outcomeMark(change.got),
        direction: change.worse ? 'for the worse' : 'not for the worse',
      })),
    },
    calibration: calibrationOf(knownPapers()),
    provenance: {
      facts: view.provenance.facts.map(([name, value]) => ({ name, value })),
      data: view.provenance.data,
      time: view.provenance.time.map(timeOf),
    },
  };
}

function calibrationOf({ papers, claims }: KnownPapers) {
  const errors = judgeErrors(claims).map(({ comparator, misled, claims: count, ...rates }) => ({
    comparator,
    subjects: misled ? 'images taken as independent that are not' : 'heeded, or with an image each',
    claims: count,
    rates: [rates.falselyReproduced, rates.falselyNotReproduced, rates.leftOpen].map(rateText),
  }));
  return { papers, errors };
}

function rateText({ count, of, ci95 }: Rate): string {
  const [share, low, high] = [count / of, ...ci95].map((each) => `${(100 * each).toFixed(1)} %`);
  return of === 0 ? 'none' : `${count} of ${of}: ${share} (${low} to ${high})`;
}

/** Longer tables are folded. */
const mostOpenRows = 15;

type Anchors = ReadonlyMap<string, string>;

function keyFigureOf({ title, quantities, rows }: ReportView['keyFigures'][number]) {
  return {
    title,
    quantities: quantities.filter(Boolean),
    rows: rows.map(({ set, measured }) => ({
      set,
      measured: measured.map(({ unit, ...estimate }) => {
        const { value, ends } = estimateTexts(estimate);
        return { value: withUnit(value, unit), interval: `[${ends!.join(', ')}]` };
      }),
    })),
  };
}

function claimOf(claim: ClaimView, claimIds: Anchors, files: ReadonlyMap<string, string>) {
  const verdicts = tiers.flatMap((tier) => claim.verdicts.filter((verdict) => verdict.tier === tier));
  const marked = verdicts.map((verdict) => ({
    ...verdict,
    mark: verdictMark(verdict),
    turning: fragilityOf(verdict),
    share: shareOf(verdict),
    criteria: criterionRows(verdict.criteria),
  }));
  return {
    ...claim,
    anchor: claimIds.get(claim.id)!,
    experimentHref: files.get(claim.experiment) ?? '',
    // What the filter looks at.
    decided: claim.tiers.map(({ tier, outcome }) => `${tier}:${outcome.replace(' ', '-')}`).join(' '),
    chips: claim.tiers.map(chipOf),
    leading: leadingOf(claim),
    verdicts: marked,
    told: toldOnce(marked),
  };
}

/** One tier's word on a claim: its mark, and of how many parts it is true. */
function chipOf({ tier, outcome, alike, tested, parts, provisional }: ClaimView['tiers'][number]) {
  const { symbol, text, look } = outcomeMark(outcome);
  const share =
    parts > 1 && outcome !== 'untestable'
      ? `, ${alike} of ${tested} parts${tested < parts ? ` that could be tested, of ${parts}` : ''}`
      : '';
  return {
    tier,
    symbol: provisional ? `${symbol}*` : symbol,
    look,
    words: `${text}${share}${provisional ? ', provisional' : ''}`,
  };
}

function leadingOf({ leading }: ClaimView) {
  if (leading === undefined) return { observed: '', quantity: '', expected: '', share: '' };
  const { tier, criterion, alike, of } = leading;
  const { observed, quantity, group, expected } = criterionOf(criterion);
  if (tier === 'record')
    return {
      observed: '',
      quantity: `${alike} of ${of} checks of printed figures`,
      expected: outcomeMark(criterion.outcome).text,
      share: '',
    };
  return {
    observed,
    quantity: group === '' ? quantity : `${quantity}, ${group}`,
    expected,
    share: shareOf({ tier, outcome: criterion.outcome, alike, criteria: { length: of } }),
  };
}

/** `8 of 33 comparisons fail`. */
function shareOf({
  tier,
  outcome,
  alike,
  criteria,
}: Pick<VerdictView, 'tier' | 'outcome' | 'alike'> & { readonly criteria: { readonly length: number } }) {
  const verbs: Partial<Record<typeof outcome, readonly [one: string, several: string]>> = {
    reproduced: ['holds', 'hold'],
    'not reproduced': ['fails', 'fail'],
    inconclusive: ['leaves it open', 'leave it open'],
    inconsistent: ['cannot be true', 'cannot be true'],
  };
  const verb = verbs[outcome]?.[alike === 1 ? 0 : 1];
  // Figures that are not printed leave a claim open without any comparison that does.
  if (verb === undefined || alike === 0 || criteria.length < 2) return '';
  return `${alike} of ${criteria.length} ${tier === 'record' ? 'checks' : 'comparisons'} ${verb}`;
}

/** Verdicts of a tier that want the same and have nothing else to say are told together. */
function toldOnce<V extends Omit<VerdictView, 'criteria'> & { readonly criteria: readonly unknown[] }>(
  verdicts: readonly V[],
): readonly V[] {
  const told = new Map<string, V>();
  for (const verdict of verdicts) {
    const { tier, part, outcome, reason, replay, criteria } = verdict;
    const alone = outcome !== 'untestable' || criteria.length > 0;
    const key = JSON.stringify([tier, reason, replay, ...(alone ? [part] : [])]);
    const same = told.get(key);
    told.set(key, same ? { ...same, part: `${same.part}, ${part}` } : verdict);
  }
  return [...told.values()];
}

export function tableOf(table: TableView) {
  return {
    ...table,
    rows: table.rows.map((cells) =>
      cells.map((text, index) => ({
        text,
        head: index === 0,
        numeric: table.columns[index].numeric,
      })),
    ),
  };
}

/** Work and the rate reached, of one worker; empty where it was not counted. */
function timeOf({ gflop, seconds, ...row }: ReportView['provenance']['time'][number]) {
  return {
    ...row,
    seconds: seconds.toFixed(2),
    gflop: gflop === undefined ? '' : gflop.toFixed(1),
    rate: gflop === undefined || seconds === 0 ? '' : (gflop / seconds).toFixed(1),
  };
}

function hrefOf(anchors: Anchors, id: string): string {
  const anchor = anchors.get(id);
  return anchor === undefined ? '' : `#${anchor}`;
}

/** Only web addresses and arXiv ids become links. */
function linkOf(text: string, kind: string) {
  const arxiv = /^(?:arXiv:|https:\/\/arxiv\.org\/abs\/)?(\d{4}\.\d{4,5}(?:v\d+)?)$/i.exec(text)?.[1];
  if (arxiv) return { text: `arXiv:${arxiv}`, kind, href: `https://arxiv.org/abs/${arxiv}` };
  return { text, kind, href: /^https:\/\/[^\s"'<>`\\]+$/.test(text) ? text : '' };
}
