import { resolve } from 'node:path';
import type { Results, Verdict } from '@faultline/catalog';
import { runCheck, type CheckRun } from '../check.js';
import type { LoadedConfig } from '../config/load.js';
import { outputScope } from '../files/output-file.js';
import type { CheckOptions } from '../options.js';
import { Changes, type ChangedFile } from './changes.js';
import { propose, repairedText, type Proposal, type Proposals } from './proposal.js';
import { prove, type Proof, type Prover, type TakenBack } from './prove.js';
import { TypeCheck } from './type-check.js';
import type { FixValueName, FixValues } from './values.js';

/** How to repair. */
export interface FixOptions extends CheckOptions {
  readonly values: FixValues;
  /** Asks people for numbers that are missing. */
  readonly ask?: ((names: readonly FixValueName[]) => Promise<FixValues>) | undefined;
  /** Changes no file. */
  readonly dryRun: boolean;
}

/** What came of it. */
export interface FixOutcome {
  readonly root: string;
  /** Results of the scan before. */
  readonly results: Results;
  readonly proven: readonly Proposal[];
  /** Repairs of constructs of the CDK, which a dry run cannot prove, since the app would have to run with them. */
  readonly unproven: readonly Proposal[];
  readonly takenBack: readonly TakenBack[];
  /** Faults whose repair needs a number that nobody has given. */
  readonly waiting: ReadonlyMap<FixValueName, readonly Verdict[]>;
  readonly without: readonly Verdict[];
  readonly files: readonly ChangedFile[];
}

/** Repairs what is proven to be repaired. */
export async function fix(options: FixOptions, config: LoadedConfig): Promise<FixOutcome> {
  const { values, ask, dryRun, ...check } = options;
  const run = await runCheck(check, config);
  const { results, root } = run;
  const changes = new Changes(root, outputScope(resolve(check.cwd ?? '.')));
  const { proposals, waiting, without } = await proposalsFor(run, values, ask, changes);
  const outcome = { root, results, waiting, without };
  const types = new TypeCheck(root);
  const prover: Prover = {
    read: (file) => changes.read(file),
    newComplaint: (...texts) => (isScript(texts[0]) ? types.newComplaint(...texts) : undefined),
    judge: async (texts) => (await runCheck({ ...scopeOf(check, proposals), texts }, config)).results,
  };
  const first = await prove(
    results,
    proposals.filter(({ kind }) => kind !== 'construct'),
    prover,
  );
  const [unproven, inTheWay] = ofConstructs(proposals, first);
  if (dryRun) {
    changes.note(new Map([...first.texts, ...textsWith(unproven, changes)]));
    return { ...outcome, ...first, takenBack: [...first.takenBack, ...inTheWay], unproven, files: changes.list() };
  }
  changes.write(first.texts);
  const second = await proveInApps(
    run,
    unproven,
    { ...prover, judge: async () => (await runCheck(check, config)).results },
    changes,
  );
  return {
    ...outcome,
    proven: [...first.proven, ...second.proven],
    takenBack: [...first.takenBack, ...inTheWay, ...second.takenBack],
    unproven: [],
    files: changes.list(),
  };
}

async function proposalsFor(
  run: CheckRun,
  values: FixValues,
  ask: FixOptions['ask'],
  changes: Changes,
): Promise<Proposals> {
  const read = (file: string): string | undefined => changes.read(file);
  const proposals = propose(run, values, read);
  if (proposals.waiting.size === 0 || !ask) return proposals;
  return propose(run, { ...values, ...(await ask([...proposals.waiting.keys()])) }, read);
}

const isScript = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file);

/** The layers that a proof without CDK apps has to look at again. */
function scopeOf(check: CheckOptions, proposals: readonly Proposal[]): CheckOptions {
  const kinds = new Set(proposals.map(({ kind }) => kind));
  if (!kinds.has('template')) return { ...check, only: 'code' };
  return kinds.has('code') ? check : { ...check, only: 'infra' };
}

/** Repairs of constructs, apart from those whose file other repairs have changed meanwhile. */
function ofConstructs(proposals: readonly Proposal[], { texts }: Proof): [Proposal[], TakenBack[]] {
  const all = proposals.filter(({ kind }) => kind === 'construct');
  const reason = 'other repairs changed the same file; run the command again';
  const inTheWay = all.filter(({ file }) => texts.has(file)).map((proposal) => ({ proposal, reason }));
  return [all.filter(({ file }) => !texts.has(file)), inTheWay];
}

function textsWith(proposals: readonly Proposal[], changes: Changes): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { file } of proposals) {
    const ofFile = proposals.filter((proposal) => proposal.file === file);
    const text = repairedText(changes.read(file) ?? '', ofFile);
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
}

/** Proves repairs of constructs: the app has to run with them, so they are written first and taken back where they do not help. */
async function proveInApps(
  run: CheckRun,
  proposals: readonly Proposal[],
  prover: Prover,
  changes: Changes,
): Promise<Proof> {
  const nothing: Proof = { proven: [], takenBack: [], texts: new Map() };
  if (proposals.length === 0) return nothing;
  const files = new Set(proposals.map(({ file }) => file));
  const originals = new Map([...files].map((file) => [file, changes.read(file)]));
  let proof = nothing;
  try {
    proof = await prove(run.results, proposals, {
      ...prover,
      read: (file) => originals.get(file),
      judge(texts) {
        changes.write(texts, files);
        return prover.judge(texts);
      },
    });
    return proof;
  } finally {
    changes.write(proof.texts, files);
  }
}
