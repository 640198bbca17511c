import { basename, join } from 'node:path';
import type { RunRecord } from '@faultline/catalog';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import type { FailOn } from '../assessment/limits.js';
import type { LoadedConfig } from '../config/load.js';
import { fixedDate, now } from '../dates.js';
import { commitOf, differsFrom } from '../git/revisions.js';
import { tryGit } from '../git/run-git.js';
import { display } from '../paths.js';
import { repositoryOf } from '../scan/listing.js';
import { webAddress } from './hosting.js';

/** What a run knows of itself. */
export interface RunFacts {
  /** Absolute path of the scanned root. */
  readonly root: string;
  readonly config: LoadedConfig;
  readonly preset: 'recommended' | 'strict' | undefined;
  /** Undefined where there is no gate. */
  readonly failOn: FailOn | undefined;
  /** Words of the call, without the program. */
  readonly words: readonly string[];
  /** When it began. */
  readonly start: Date;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Writes down how results came about: of what, when, by whom, and by which rules. */
export function recordOf(facts: RunFacts): RunRecord {
  const { root, config, preset, failOn, words, start, environment = process.env } = facts;
  const repository = repositoryOf(root);
  const isFixed = fixedDate(environment) !== undefined;
  return {
    project: projectName(root),
    folder: repository === undefined ? '.' : display(repository, root),
    ...(repository !== undefined && revision(root, environment)),
    command: ['faultline', ...words.map(shellWord)].join(' '),
    ...known('requestedBy', requestedBy(root, environment)),
    preset: preset ?? config.config.preset ?? 'recommended',
    ...known('configuration', config.path),
    node: process.versions.node,
    ...known('failOn', failOn),
    date: (fixedDate(environment) ?? start).toISOString(),
    ...(!isFixed && { seconds: Math.round((now().getTime() - start.getTime()) / 100) / 10 }),
  };
}

function known<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}

function projectName(root: string): string {
  try {
    const text = tryReadText(join(root, 'package.json'), { maxBytes: smallFile, within: root });
    const { name } = JSON.parse(text ?? '{}') as { name?: unknown };
    if (typeof name === 'string' && name.trim() !== '') return name;
  } catch {
    // Then the folder has to do.
  }
  return basename(root);
}

function revision(root: string, environment: NodeJS.ProcessEnv) {
  const commit = commitOf('HEAD', root);
  const remote = tryGit(['config', '--get', 'remote.origin.url'], root);
  const branch =
    environment['GITHUB_HEAD_REF'] ||
    environment['GITHUB_REF_NAME'] ||
    environment['CI_COMMIT_REF_NAME'] ||
    tryGit(['symbolic-ref', '--quiet', '--short', 'HEAD'], root);
  return {
    ...known('repository', remote === undefined ? undefined : webAddress(remote)),
    ...known('commit', commit),
    ...known('branch', branch),
    ...known('changed', commit === undefined ? undefined : differsFrom(commit, root)),
  };
}

/** Who started it: in a pipeline the person behind it, else who commits here. */
function requestedBy(root: string, environment: NodeJS.ProcessEnv): string | undefined {
  const names = ['GITHUB_ACTOR', 'GITLAB_USER_LOGIN', 'BUILD_REQUESTEDFOR', 'CIRCLE_USERNAME'];
  const ofPipeline = names.map((name) => environment[name]).find(Boolean);
  return ofPipeline ?? tryGit(['config', '--get', 'user.name'], root);
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./*-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
