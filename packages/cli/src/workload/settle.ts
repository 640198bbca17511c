import type { Skipped } from '@faultline/catalog';
import type { ImportFacts, ImportRef } from 'eslint-plugin-faultline/facts';
import { display } from '../paths.js';
import type { CodeOutcome, CodeScan } from '../scan/code.js';
import { Importers } from './importers.js';
import { ModuleResolver } from './module-resolution.js';
import { ProjectFacts, sourceParser } from './shared-facts.js';

/** A file whose verdicts hang on other files. */
export interface WaitingFile {
  /** Absolute. */
  readonly path: string;
  /** Exports of other files that its verdicts hang on. */
  readonly refs: readonly ImportRef[];
  /** A function of it makes a call that its callers have to bound. */
  readonly callersDecide: boolean;
}

/** Each round settles what hangs on the one before: a wrapper around a wrapper, and its callers. */
const mostRounds = 6;

/**
 * Judges again, with what is known of other files, the files whose verdicts hang on them.
 * @param lint judges some of the files under these facts, by the absolute path of the importing file
 */
export async function settleAcrossFiles(
  scan: CodeScan,
  first: CodeOutcome,
  lint: (paths: ReadonlySet<string>, imports: Readonly<Record<string, ImportFacts>>) => Promise<CodeOutcome>,
): Promise<CodeOutcome> {
  if (first.waiting.length === 0) return first;
  const broken: Skipped[] = [];
  const files = scan.project ?? scan.files.map(({ path }) => path);
  const pass = new Pass(files, await projectFacts(scan, files, broken));
  let outcome = first;
  let { waiting } = first;
  for (let round = 0; round < mostRounds; round += 1) {
    scan.signal?.throwIfAborted();
    const changed = pass.learn(waiting);
    if (changed.size === 0) break;
    const again = await lint(changed, pass.imports);
    outcome = replaced(outcome, again, changed, scan.root);
    ({ waiting } = again);
  }
  return { ...outcome, skipped: [...outcome.skipped, ...broken] };
}

async function projectFacts(
  scan: CodeScan,
  files: readonly string[],
  broken: Skipped[],
): Promise<{ facts: ProjectFacts; resolver: ModuleResolver }> {
  const [{ sharedFacts }, parse] = await Promise.all([import('eslint-plugin-faultline/facts'), sourceParser()]);
  const resolver = new ModuleResolver({
    root: scan.root,
    repository: scan.repository,
    files,
    onBroken: (config) =>
      broken.push({
        path: display(scan.root, config),
        reason: 'it cannot be parsed, so imports of the files under it were not followed',
      }),
  });
  const facts = new ProjectFacts({
    root: scan.root,
    resolver,
    parse,
    factsOf: (source, file, imports) => sharedFacts(source, file, scan.settings, imports),
  });
  return { facts, resolver };
}

/** What is known of imports so far, by importing file. */
class Pass {
  readonly imports: Record<string, ImportFacts> = {};
  readonly #heard = new Set<string>();
  readonly #importers: Importers;
  readonly #facts: ProjectFacts;

  constructor(files: readonly string[], { facts, resolver }: Awaited<ReturnType<typeof projectFacts>>) {
    this.#facts = facts;
    this.#importers = new Importers(files, resolver, facts);
  }

  /** Looks up what files wait for, and gives those of which more is known now. */
  learn(waiting: readonly WaitingFile[]): ReadonlySet<string> {
    const changed = new Set<string>();
    // In an order that does not depend on the number of threads.
    const sorted = [...waiting].sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const { path, refs, callersDecide } of sorted) {
      if (this.#add(path, refs)) changed.add(path);
      if (!callersDecide || this.#heard.has(path)) continue;
      this.#heard.add(path);
      for (const [importer, named] of this.#importers.of(path)) if (this.#add(importer, named)) changed.add(importer);
    }
    return changed;
  }

  #add(path: string, refs: readonly ImportRef[]): boolean {
    const known = this.imports[path] ?? {};
    const fresh = refs.filter(
      (ref) => !Object.hasOwn(known, ref.module) || !Object.hasOwn(known[ref.module] ?? {}, ref.export),
    );
    const facts = this.#facts.importsOf(path, fresh);
    const modules = Object.keys(facts);
    if (modules.length === 0) return false;
    const merged = Object.fromEntries(modules.map((module) => [module, { ...known[module], ...facts[module] }]));
    this.imports[path] = { ...known, ...merged };
    return true;
  }
}

/** Takes the verdicts of the files that were judged again, except of those that could not be. */
function replaced(outcome: CodeOutcome, again: CodeOutcome, changed: ReadonlySet<string>, root: string): CodeOutcome {
  const failed = new Set(again.errors.map((error) => error.path));
  const done = new Set([...changed].map((path) => display(root, path)).filter((file) => !failed.has(file)));
  const isDone = (file: string | undefined): boolean => file !== undefined && done.has(file);
  return {
    ...outcome,
    verdicts: [
      ...outcome.verdicts.filter(({ location }) => !isDone(location?.file)),
      ...again.verdicts.filter(({ location }) => isDone(location?.file)),
    ],
  };
}
