import type { Skipped } from '@faultline/catalog';
import type { CalleeFacts, ImportFacts, ImportRef, ReachedExports } from '@faultline/code-analysis';
import { display } from '../paths.js';
import type { CodeOutcome, CodeScan } from '../scan/code.js';
import { Callees, type FunctionsOf } from './callees.js';
import { HandlerReach, type PassagesOf } from './handler-reach.js';
import { Importers } from './importers.js';
import { ModuleResolver } from './module-resolution.js';
import { PassFaults, withoutRepeats } from './pass-faults.js';
import { ProjectFacts, sourceParser } from './shared-facts.js';
import { Specifiers } from './specifiers.js';

/** A file whose verdicts hang on other files. */
export interface WaitingFile {
  /** Absolute. */
  readonly path: string;
  /** Exports of other files that its verdicts hang on. */
  readonly refs: readonly ImportRef[];
  /** Functions of other files on whose doings they hang; members as `Store.save`. */
  readonly callees: readonly ImportRef[];
  /** A function of it makes a call that its callers have to bound. */
  readonly callersDecide: boolean;
  /** Exports of it for which it decides whether handlers reach them. */
  readonly handlersDecide: readonly string[];
}

/** What is known of other files so far, by the absolute path of the file that it is told to. */
export interface KnownElsewhere {
  /** Of what it imports. */
  readonly imports: Readonly<Record<string, ImportFacts>>;
  /** Of the handlers that reach its exports. */
  readonly reached: Readonly<Record<string, ReachedExports>>;
  /** Of the functions of other files that it calls. */
  readonly callees: Readonly<Record<string, CalleeFacts>>;
}

/** Each round settles what hangs on the one before: a wrapper around a wrapper, and its callers. */
const mostRounds = 6;

/**
 * Judges again, with what is known of other files, the files whose verdicts hang on them.
 * @param lint judges some of the files under these facts
 */
export async function settleAcrossFiles(
  scan: CodeScan,
  first: CodeOutcome,
  lint: (paths: ReadonlySet<string>, known: KnownElsewhere) => Promise<CodeOutcome>,
): Promise<CodeOutcome> {
  if (first.waiting.length === 0) return first;
  const broken: Skipped[] = [];
  const faults = new PassFaults(scan.root);
  const files = scan.project ?? scan.files.map(({ path }) => path);
  const pass = new Pass(files, scan.root, await projectFacts(scan, files, broken, faults), faults);
  let outcome = first;
  let { waiting } = first;
  for (let round = 0; round < mostRounds; round += 1) {
    scan.signal?.throwIfAborted();
    const changed = pass.learn(waiting);
    if (changed.size === 0) break;
    const again = await lint(changed, { imports: pass.imports, reached: pass.reached, callees: pass.callees });
    outcome = replaced(outcome, again, changed, scan.root);
    ({ waiting } = again);
  }
  return {
    ...outcome,
    skipped: [...outcome.skipped, ...broken],
    errors: withoutRepeats([...outcome.errors, ...faults.errors]),
  };
}

async function projectFacts(
  scan: CodeScan,
  files: readonly string[],
  broken: Skipped[],
  faults: PassFaults,
): Promise<{ facts: ProjectFacts; resolver: ModuleResolver; passages: PassagesOf; callees: Callees }> {
  const [{ functionFacts, makesNoCall, passageFacts, sharedFacts }, parse] = await Promise.all([
    import('@faultline/code-analysis'),
    sourceParser(),
  ]);
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
    factsOf: (source, file, imports) => faults.guard(file, () => sharedFacts(source, file, scan.settings, imports)),
  });
  const passages: PassagesOf = (file) => {
    const source = parse(file);
    return source && faults.guard(file, () => passageFacts(source, file, scan.settings));
  };
  const functions: FunctionsOf = (file) => {
    const source = parse(file);
    return source && faults.guard(file, () => functionFacts(source, file, scan.settings));
  };
  const callees = new Callees(scan.root, resolver, functions, makesNoCall);
  return { facts, resolver, passages, callees };
}

/** What is known of imports so far, by importing file. */
class Pass implements KnownElsewhere {
  readonly imports: Record<string, ImportFacts> = {};
  readonly reached: Record<string, ReachedExports> = {};
  readonly callees: Record<string, CalleeFacts> = {};
  readonly #heard = new Set<string>();
  readonly #importers: Importers;
  readonly #reach: HandlerReach;
  readonly #callees: Callees;
  readonly #facts: ProjectFacts;

  constructor(
    files: readonly string[],
    root: string,
    { facts, resolver, passages, callees }: Awaited<ReturnType<typeof projectFacts>>,
    private readonly faults: PassFaults,
  ) {
    const specifiers = new Specifiers(files, resolver);
    this.#facts = facts;
    this.#importers = new Importers(specifiers, resolver, facts);
    this.#reach = new HandlerReach(root, specifiers, passages);
    this.#callees = callees;
  }

  /** Looks up what files wait for, and gives those of which more is known now. */
  learn(waiting: readonly WaitingFile[]): ReadonlySet<string> {
    const changed = new Set<string>();
    // In an order that does not depend on the number of threads.
    const sorted = [...waiting].sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const file of sorted)
      for (const path of this.faults.guard(file.path, () => this.#learn(file)) ?? []) changed.add(path);
    return changed;
  }

  /** Looks up what one file waits for, and gives the files of which more is known now. */
  #learn({ path, refs, callees, callersDecide, handlersDecide }: WaitingFile): readonly string[] {
    const changed = [
      this.#add(path, refs) && path,
      this.#addCallees(path, callees) && path,
      this.#addHandlers(path, handlersDecide) && path,
    ].filter((one) => one !== false);
    if (!callersDecide || this.#heard.has(path)) return changed;
    this.#heard.add(path);
    const importers = [...this.#importers.of(path)].filter(([importer, named]) => this.#add(importer, named));
    return [...changed, ...importers.map(([importer]) => importer)];
  }

  #addHandlers(path: string, exports: readonly string[]): boolean {
    const known = this.reached[path] ?? {};
    const fresh = this.#reach.of(
      path,
      exports.filter((name) => !Object.hasOwn(known, name)),
    );
    if (Object.keys(fresh).length === 0) return false;
    this.reached[path] = { ...known, ...fresh };
    return true;
  }

  #addCallees(path: string, refs: readonly ImportRef[]): boolean {
    const known = this.callees[path] ?? {};
    const fresh = refs.filter(({ module, export: name }) => !Object.hasOwn(known[module] ?? {}, name));
    if (fresh.length === 0) return false;
    const facts = this.#callees.of(path, fresh);
    const merged = Object.entries(facts).map(([module, some]) => [module, { ...known[module], ...some }]);
    this.callees[path] = { ...known, ...Object.fromEntries(merged) };
    return true;
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

/** Takes the verdicts of the files that were judged again, except of those in which nothing could be. */
function replaced(outcome: CodeOutcome, again: CodeOutcome, changed: ReadonlySet<string>, root: string): CodeOutcome {
  const judged = new Set(again.verdicts.map(({ location }) => location?.file));
  const failed = new Set(again.errors.map(({ path }) => path).filter((path) => !judged.has(path)));
  const done = new Set([...changed].map((path) => display(root, path)).filter((file) => !failed.has(file)));
  const isDone = (file: string | undefined): boolean => file !== undefined && done.has(file);
  return {
    ...outcome,
    errors: withoutRepeats([...outcome.errors, ...again.errors]),
    verdicts: [
      ...outcome.verdicts.filter(({ location }) => !isDone(location?.file)),
      ...again.verdicts.filter(({ location }) => isDone(location?.file)),
    ],
  };
}
