import { posix } from 'node:path';
import { words, type Stage } from './dockerfile.js';
import { originsInBuild, scriptIn, scriptName, type ReadInBuild } from './image-origins.js';

/** What starts a container instead of what its image says. */
export interface StartOverride {
  readonly entrypoint?: readonly string[] | undefined;
  readonly command?: readonly string[] | undefined;
  readonly folder?: string | undefined;
}

/** The handler that an image for Lambda starts, as the runtime's client takes it; undefined where it starts something else. */
export function handlerOfImage(stages: readonly Stage[], given: StartOverride): string | undefined {
  const last = stages.at(-1);
  const entrypoint = given.entrypoint ?? last?.entrypoint ?? [];
  const command = given.command ?? last?.command ?? [];
  // The images of AWS begin with `/lambda-entrypoint.sh`, others with its client: `npx aws-lambda-ric`.
  const runsHandlers =
    entrypoint.length === 0 || entrypoint.some((word) => /lambda-entrypoint|aws-lambda-ric/.test(word));
  return runsHandlers && command.length === 1 ? command[0] : undefined;
}

/** Scripts that start scripts before a module shows. */
const mostScripts = 4;

/**
 * The modules of the folder of the build that a container may run first, the likeliest first: `node dist/server.js`,
 * `npm start`, `./run.sh`.
 * @returns paths without endings; none where it does not start a module of Node.js as far as it shows
 */
export function modulesStarted(stages: readonly Stage[], given: StartOverride, read: ReadInBuild): readonly string[] {
  const last = stages.at(-1);
  const folder = given.folder ?? last?.folder ?? '/';
  const command = [...(given.entrypoint ?? last?.entrypoint ?? []), ...(given.command ?? last?.command ?? [])];
  const started = startedBy({ stages, read, folder }, command, mostScripts);
  return started === undefined ? [] : originsInBuild(stages, posix.resolve(folder, withoutEnding(started)), read);
}

interface Container {
  readonly stages: readonly Stage[];
  readonly read: ReadInBuild;
  readonly folder: string;
}

/** Words that only start what stands behind them. */
const launchers =
  /^(?:exec|env|npx|dumb-init|tini|catatonit|--|-g|-s|docker-entrypoint\.sh|pnpm|yarn|dlx|cross-env|dotenv|pm2-runtime|[A-Z_][A-Z\d_]*=.*|(?:\/\S*)?\/(?:dumb-init|tini|docker-entrypoint\.sh))$/;
const runners = /^(?:(?:\/\S*\/)?node|nodejs|tsx|ts-node|bun|nodemon|opentelemetry-bootstrap)$/;
/** Options of Node.js that take the next word. */
const optionsWithValue = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
  '-C',
  '--env-file',
]);

function startedBy(container: Container, command: readonly string[], hops: number): string | undefined {
  if (hops === 0) return undefined;
  const name = scriptName(command);
  if (name !== undefined) {
    const { stages, read, folder } = container;
    const manifests = originsInBuild(stages, posix.resolve(folder, 'package'), read);
    const script = scriptIn(read, manifests, name);
    return script === undefined ? undefined : startedBy(container, lastCommand(script), hops - 1);
  }
  const [first = '', ...rest] = command;
  if (launchers.test(first)) return startedBy(container, rest, hops);
  if (/^(?:\/bin\/)?(?:ba|a)?sh$/.test(first)) {
    const inline = rest[rest.findIndex((word) => /^-\w*c$/.test(word)) + 1];
    return rest.some((word) => /^-\w*c$/.test(word)) && inline !== undefined
      ? startedBy(container, lastCommand(inline), hops - 1)
      : startedBy(container, rest, hops - 1);
  }
  if (/\.sh$/.test(first)) return startedByScript(container, first, hops);
  return runners.test(first) ? moduleAmong(rest) : undefined;
}

function startedByScript(container: Container, script: string, hops: number): string | undefined {
  const { stages, read, folder } = container;
  const path = posix.resolve(folder, script);
  for (const origin of originsInBuild(stages, path, read)) {
    const text = read(origin);
    if (text !== undefined) return startedBy(container, lastCommand(text), hops - 1);
  }
  return undefined;
}

/** What a script goes on with in the end. */
function lastCommand(script: string): readonly string[] {
  const lines = script
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n|&&|;/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return words(lines.at(-1) ?? '');
}

function moduleAmong([first, ...rest]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  if (optionsWithValue.has(first)) return moduleAmong(rest.slice(1));
  // `tsx watch src/server.ts`, `bun run server.ts`
  return first.startsWith('-') || /^(?:watch|run)$/.test(first) ? moduleAmong(rest) : first;
}

const withoutEnding = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '');
