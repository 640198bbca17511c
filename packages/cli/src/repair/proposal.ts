import { join } from 'node:path';
import type { Verdict } from '@faultline/catalog';
import { hintKey, type CheckRun, type RepairHint } from '../check.js';
import { withChosenLimits } from './code-edits.js';
import { repairConstruct } from './construct-edits.js';
import { constructRepairs } from './construct-repairs.js';
import { applyEdits, collide, type TextEdit } from './edits.js';
import { ValueMissing, type RepairSite } from './repair-site.js';
import { repairTemplate } from './resource-edits.js';
import { repairedInTemplates } from './template-repairs.js';
import type { FixValueName, FixValues } from './values.js';

/** A repair of one fault, which is still to be proven. */
export interface Proposal {
  readonly verdict: Verdict;
  /** Absolute path of the file that it changes. */
  readonly file: string;
  /** `construct`: in a CDK app, whose templates are made from the file. */
  readonly kind: 'code' | 'template' | 'construct';
  readonly edits: readonly TextEdit[];
  /** For templates, where places are names and not offsets. */
  readonly rewrite?: (text: string) => string | undefined;
}

/** What can be proposed for a run. */
export interface Proposals {
  readonly proposals: readonly Proposal[];
  /** Faults that have a repair which needs a number nobody has given, by the number. */
  readonly waiting: ReadonlyMap<FixValueName, readonly Verdict[]>;
  /** Faults without a repair, or whose place admits none. */
  readonly without: readonly Verdict[];
}

/** Proposes a repair for every open violation that has one. @param read text of a file, by its absolute path */
export function propose(run: CheckRun, values: FixValues, read: (file: string) => string | undefined): Proposals {
  const proposals: Proposal[] = [];
  const waiting = new Map<FixValueName, Verdict[]>();
  const without: Verdict[] = [];
  for (const verdict of run.results.verdicts) {
    if (verdict.status !== 'violation') continue;
    try {
      const proposal = proposalFor(verdict, run, values, read);
      if (proposal && !proposals.some((other) => clash(other, proposal))) proposals.push(proposal);
      else without.push(verdict);
    } catch (error) {
      if (!(error instanceof ValueMissing)) throw error;
      waiting.set(error.value, [...(waiting.get(error.value) ?? []), verdict]);
    }
  }
  return { proposals, waiting, without };
}

const clash = (a: Proposal, b: Proposal): boolean =>
  a.file === b.file && a.edits.some((edit) => b.edits.some((other) => collide(edit, other)));

function proposalFor(
  verdict: Verdict,
  run: CheckRun,
  values: FixValues,
  read: (file: string) => string | undefined,
): Proposal | undefined {
  const hint = run.hints.get(hintKey(verdict));
  if (!hint) return undefined;
  if (verdict.layer === 'code') return inCode(verdict, hint, run.root, values);
  const site: RepairSite = {
    property: hint.property,
    evidence: verdict.evidence ?? {},
    value(name) {
      const value = values[name];
      if (value === undefined) throw new ValueMissing(name);
      return value;
    },
  };
  const { resource, location } = verdict;
  if (resource && location?.file === resource.template) return inTemplate(verdict, site, run.root, read);
  return location && verdict.check in constructRepairs ? inApp(verdict, location, site, run.root, read) : undefined;
}

function inCode(verdict: Verdict, { suggestion }: RepairHint, root: string, values: FixValues): Proposal | undefined {
  if (!suggestion || !verdict.location) return undefined;
  const { edits } = withChosenLimits({ what: '', edits: suggestion }, values);
  return { verdict, file: join(root, verdict.location.file), kind: 'code', edits };
}

function inTemplate(
  verdict: Verdict,
  site: RepairSite,
  root: string,
  read: (file: string) => string | undefined,
): Proposal | undefined {
  const { resource, check } = verdict;
  if (!resource || !repairedInTemplates.includes(check)) return undefined;
  const file = join(root, resource.template);
  const rewrite = (text: string): string | undefined =>
    repairTemplate(text, { ...site, check, logicalId: resource.logicalId });
  const text = read(file);
  const repaired = text === undefined ? undefined : rewrite(text);
  if (repaired === undefined || repaired === text) return undefined;
  return { verdict, file, kind: 'template', edits: [], rewrite };
}

function inApp(
  verdict: Verdict,
  { file: shown, line, column }: NonNullable<Verdict['location']>,
  site: RepairSite,
  root: string,
  read: (file: string) => string | undefined,
): Proposal | undefined {
  const file = join(root, shown);
  const text = read(file);
  const edits =
    text === undefined ? undefined : repairConstruct(file, text, { ...site, check: verdict.check, line, column });
  return edits && { verdict, file, kind: 'construct', edits };
}

/** The text of a file with some of the repairs of that file made; undefined where one of them does not fit beside others. */
export function repairedText(text: string, proposals: readonly Proposal[]): string | undefined {
  // Who counts offsets leaves a byte order mark out.
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const edited = mark + applyEdits(text.slice(mark.length), withoutRepeats(proposals.flatMap(({ edits }) => edits)));
  return proposals.reduce<string | undefined>(
    (done, { rewrite }) => (done !== undefined && rewrite ? rewrite(done) : done),
    edited,
  );
}

/** Two repairs of one file may need the same import. */
function withoutRepeats(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}
