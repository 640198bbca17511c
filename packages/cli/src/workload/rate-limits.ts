import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as facts from '@faultline/code-analysis';
import type { DraftVerdict } from '../assessment/verdicts.js';
import { FileMemory } from '../files/file-memory.js';
import { display, isInside } from '../paths.js';
import { listFolder } from '../scan/listing.js';
import { readSource } from '../scan/source-text.js';

type Words = Pick<typeof facts, 'isLimiterModule' | 'speaksOfLimits'>;

const check = 'require-rate-limit';
/** Checks of infrastructure that find what limits the rate in front of servers. */
const infrastructureChecks: ReadonlySet<string> = new Set(['api-throttling', 'waf-rate-rule']);

const code = /\.[cm]?[jt]sx?$/;
const tests = /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e)\/|\.(?:test|spec|stories)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$/;
const configuration = /\.(?:ya?ml|json|tf|conf|template|toml)$/;
const lists = /(?:^|\/)(?:package(?:-lock)?|npm-shrinkwrap|tsconfig[\w.-]*|pnpm-lock)\.(?:json|ya?ml)$/;
/** What limits the rate in templates, in Terraform, and in the configuration of proxies. */
const limitInFront =
  /RateBasedStatement|Throttling(?:Rate|Burst)Limit|rate_based_statement|throttling_(?:rate|burst)_limit|\blimit_req|limit-(?:rps|rpm|connections)\b|ratelimit:/i;
const specifiers = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"]([^'"\n]+)['"]/g;
const listening = /\.listen(?:Async)?\s*\(/;
const functions = /serverless|aws-lambda|@vercel\/node|firebase-functions/;

/** What a project says of limits. */
interface Project {
  /** A file that imports a limiter that is known. */
  readonly importing?: string;
  /** A file that speaks of limits, or of answers above one. */
  readonly speaking?: string;
  readonly listens: boolean;
  readonly isFunction: boolean;
}

/**
 * Settles which servers have no limit of their rate, now that the whole project is in view: a limiter anywhere in it, or
 * in front of its servers, is one that may hold for each of them.
 * @param folders where the scan and its repository begin; results are relative to `root`
 */
export async function settleRateLimits(
  drafts: readonly DraftVerdict[],
  {
    root,
    repository,
    memory = new FileMemory(),
  }: { readonly root: string; readonly repository: string; readonly memory?: FileMemory | undefined },
): Promise<DraftVerdict[]> {
  const open = drafts.filter(isOpen);
  if (open.length === 0) return [...drafts];
  const words = await import('@faultline/code-analysis');
  const inFront = drafts.some(({ check: name, status }) => infrastructureChecks.has(name) && status === 'compliant');
  const folders = new Map(open.map((draft) => [draft, projectOf(join(root, draft.location?.file ?? ''), repository)]));
  const projects = new Map<string, Project>();
  for (const folder of new Set(folders.values())) projects.set(folder, await readProject(folder, root, words, memory));
  return drafts.map((draft) => {
    const folder = folders.get(draft);
    const project = folder === undefined ? undefined : projects.get(folder);
    if (!project) return draft;
    const others = open.filter((other) => other !== draft && folders.get(other) === folder);
    return { ...draft, ...settled(draft, project, inFront, others.length > 0) };
  });
}

/** A server without a limiter in its own file. */
function isOpen({ check: name, status, evidence }: DraftVerdict): boolean {
  return (
    name === check && (status === 'violation' || status === 'undetermined') && evidence?.['limiter'] === 'none here'
  );
}

/** The outermost folder with a manifest around a file, within the repository. */
function projectOf(path: string, repository: string): string {
  let found = dirname(path);
  for (let folder = found; isInside(repository, folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) found = folder;
    if (folder === dirname(folder)) break;
  }
  return found;
}

async function readProject(folder: string, root: string, words: Words, memory: FileMemory): Promise<Project> {
  let importing: string | undefined;
  let speaking: string | undefined;
  let configured: string | undefined;
  let listens = false;
  let isFunction = false;
  for (const path of listFolder(folder).files) {
    const name = display(folder, path);
    const isCode = code.test(name);
    if (tests.test(name) || lists.test(name) || !(isCode || configuration.test(name))) continue;
    const says = memory.get('limits', path, () => readFile(path, isCode, folder, words));
    if (says.importing) importing ??= display(root, path);
    if (says.speaking) speaking ??= display(root, path);
    if (says.configured) configured ??= display(root, path);
    listens ||= says.listens;
    isFunction ||= says.isFunction;
  }
  speaking ??= configured;
  return {
    ...(importing !== undefined && { importing }),
    ...(speaking !== undefined && { speaking }),
    listens,
    isFunction,
  };
}

/** What one file says of limits and servers. */
interface FileSays {
  readonly importing: boolean;
  readonly speaking: boolean;
  readonly configured: boolean;
  readonly listens: boolean;
  readonly isFunction: boolean;
}

const saysNothing: FileSays = {
  importing: false,
  speaking: false,
  configured: false,
  listens: false,
  isFunction: false,
};

function readFile(path: string, isCode: boolean, folder: string, words: Words): FileSays {
  const source = readSource(path, false, folder);
  if ('skip' in source) return saysNothing;
  const { text } = source;
  if (!isCode) return { ...saysNothing, configured: limitInFront.test(text) };
  return {
    importing: importsLimiter(text, words),
    speaking: words.speaksOfLimits(text),
    configured: false,
    listens: listening.test(text),
    isFunction: functions.test(text),
  };
}

function importsLimiter(text: string, { isLimiterModule, speaksOfLimits }: Words): boolean {
  return speaksOfLimits(text) && [...text.matchAll(specifiers)].some((match) => isLimiterModule(match[1] ?? ''));
}

function settled(
  { status, evidence }: DraftVerdict,
  { importing, speaking, listens, isFunction }: Project,
  inFront: boolean,
  hasOthers: boolean,
): Pick<DraftVerdict, 'status' | 'message' | 'evidence'> | undefined {
  const framework = String(evidence?.['framework']);
  const say = (to: DraftVerdict['status'], message: string, limiter: string) => ({
    status: to,
    message,
    evidence: { ...evidence, limiter },
  });
  if (importing !== undefined)
    return say('compliant', `The project has a limiter of requests, in ${importing}.`, importing);
  if (speaking !== undefined)
    return say(
      'undetermined',
      `No limiter stands in this file; ${speaking} speaks of one, and whether it holds for this server cannot be told.`,
      speaking,
    );
  if (inFront)
    return say(
      'undetermined',
      'Something in the infrastructure limits a rate; whether it stands in front of this server cannot be told.',
      'in the infrastructure',
    );
  // An application that another file starts is one server; of several each may be a part of another.
  const isServer = evidence?.['listens'] === 'here' || (listens && !isFunction && !hasOthers);
  if (!isServer || status === 'violation') return undefined;
  return say(
    'violation',
    `Nothing in the project limits the rate of requests to this ${framework} server, so a burst slows down everybody's until none is answered. ` +
      'Put a limiter in front of its routes, or a throttle or web ACL in front of the server.',
    'none in the project',
  );
}
