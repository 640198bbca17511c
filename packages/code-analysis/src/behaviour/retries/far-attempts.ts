import type { Engine } from '../../questions/engine.js';
import { starsSaying } from '../../questions/namings.js';
import { questionOfExport, questionOfFile, type ExportKey, type Question } from '../../questions/question.js';
import { limits } from '../../syntax/limits.js';
import { contains } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import type { Analysis } from '../collect.js';
import { farTarget } from '../catches/far-writes.js';
import type { Call, FileContext } from '../context.js';
import { exportedEntries, exportedNodes } from '../handlers/exported-functions.js';
import { handlersOf } from '../handlers/handlers.js';
import { aliasesOf, starsOf } from '../handlers/passages.js';
import type { Target } from '../handlers/targets.js';
import { libraryRetries } from './library.js';
import { within } from './regions.js';

/** How often something that a file exports is tried by itself. */
export interface FarAttempts {
  /** Calls made in all, two or more. */
  readonly attempts: number;
  /** What tries again: a library, or the function. */
  readonly label: string;
  /** Requests that write are not repeated, as by axios-retry. */
  readonly readsOnly?: true;
}

/** What the exports of a file try by themselves, and what they leave to functions of other files. */
interface AttemptFacts {
  readonly exports: Readonly<Record<string, FarAttempts>>;
  readonly calls: Readonly<Record<string, readonly Target[]>>;
  readonly aliases: Readonly<Record<string, Target>>;
  readonly stars: readonly string[];
}

const none: AttemptFacts = { exports: {}, calls: {}, aliases: {}, stars: [] };

const attemptsOfFile = questionOfFile<AttemptFacts>('attempts of the exports of a file', none, (engine, file) => {
  const analysis = analysisAlone(engine, file);
  return analysis ? attemptFacts(analysis) : none;
});

function attemptFacts({ file, facts, found: { clients } }: Analysis): AttemptFacts {
  const exports: Record<string, FarAttempts> = {};
  const calls: Record<string, readonly Target[]> = {};
  const repeating = facts.retries.filter(({ form }) => form === 'loop' || form === 'library');
  for (const { name, fn } of exportedEntries(file)) {
    const runs = handlersOf(file).graph.from(fn);
    const own = repeating.find(({ at, limit }) => (limit?.attempts ?? 0) > 1 && runs.some((one) => contains(one, at)));
    if (own?.limit?.attempts !== undefined)
      exports[name] = { attempts: own.limit.attempts, label: own.form === 'library' ? own.label : `\`${name}\`` };
    else
      calls[name] = runs.flatMap((one) =>
        within(file, 'CallExpression', one).flatMap((call) => farTarget(file, call) ?? []),
      );
  }
  const clientOf = (value: Parameters<NonNullable<typeof clients>['receiver']>[0]) => {
    const receiver = clients?.receiver(value);
    return receiver?.kind === 'client' ? receiver.client.node : undefined;
  };
  for (const { attachedTo, fact } of libraryRetries(file)) {
    const attempts = fact.limit?.attempts;
    const client = attachedTo && clientOf(attachedTo);
    if (!client || attempts === undefined || attempts < 2) continue;
    for (const { name, value } of exportedNodes(file))
      if (clientOf(value) === client) exports[name] = { attempts, label: fact.label, readsOnly: true };
  }
  return { exports, calls, aliases: aliasesOf(file), stars: starsOf(file) };
}

/** How often an export is tried by itself, or a method of a client that is one. */
const attemptsOfExport: Question<ExportKey, FarAttempts | undefined> = questionOfExport(
  'attempts of an export',
  undefined,
  (engine, { file, name }) => {
    const { exports, calls, aliases, stars } = engine.ask(attemptsOfFile, file);
    const [first = 'default'] = name.split('.');
    for (const known of [name, first]) if (Object.hasOwn(exports, known)) return exports[known];
    for (const target of (Object.hasOwn(calls, name) && calls[name]) || []) {
      const inner = ofTarget(engine, file, target);
      if (inner) return inner;
    }
    if (Object.hasOwn(aliases, first)) {
      const { module, path } = aliases[first] as Target;
      return ofTarget(engine, file, { module, path: [...path, ...name.split('.').slice(1)] });
    }
    if (first === 'default') return undefined;
    for (const star of starsSaying(engine, file, stars, first)) {
      const found = engine.ask(attemptsOfExport, { file: star, name });
      if (found) return found;
    }
    return undefined;
  },
);

function ofTarget(engine: Engine, importer: string, { module, path }: Target): FarAttempts | undefined {
  const file = path.length > limits.exportName ? undefined : engine.project.resolve(module, importer);
  return file === undefined ? undefined : engine.ask(attemptsOfExport, { file, name: path.join('.') });
}

/** How often a call of something that another file exports is tried there. */
export function farAttempts(file: FileContext, call: Call): FarAttempts | undefined {
  if (file.engine.project.files.length === 0) return undefined;
  const target = farTarget(file, call);
  const found = target && ofTarget(file.engine, file.filename, target);
  return found?.readsOnly && /^(?:post|patch)$/i.test(target?.path.at(-1) ?? '') ? undefined : found;
}
