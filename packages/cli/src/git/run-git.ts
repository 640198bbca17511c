import { execFileSync } from 'node:child_process';
import { firstLine } from '../errors.js';

/** Longest time that one call may take: Git opens what a repository names, and what it opens may never end. */
const timeLimit = 5 * 60_000;
/** Bytes that one call may write. */
const outputLimit = 1 << 29;

/**
 * What is set for every call, since the configuration in a `.git` folder comes with the repository and names programs:
 * monitors and hooks. `safe.bareRepository` (Git 2.38) keeps a tracked folder that is shaped as a bare repository
 * from being taken for one; older versions take it, and then run nothing of it all the same.
 */
const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
];

/** Variables that Git sets for its hooks. They say where the repository is, and we say that by the working folder. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_PREFIX'];

function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !ofHooks.includes(name));
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    // Nothing of what is asked may write: not the index, and not objects fetched from a remote that the repository names.
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    // Git before 2.44 fetches lazily all the same; an empty list of protocols wins over any configuration.
    GIT_ALLOW_PROTOCOL: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
  };
}

/** Why Git did not do what it was asked. The message says it in Git's own words, without a full stop. */
export class GitFailure extends Error {
  constructor(
    message: string,
    /** Whether there is no Git at all. */
    readonly isAbsent = false,
  ) {
    super(message);
    this.name = 'GitFailure';
  }
}

function failureOf(error: unknown, args: readonly string[]): GitFailure {
  const { code, stderr } = error as { code?: unknown; stderr?: unknown };
  if (code === 'ENOENT') return new GitFailure("there is no program 'git' in PATH", true);
  if (code === 'ETIMEDOUT') return new GitFailure(`'git ${args[0]}' took longer than ${timeLimit / 60_000} minutes`);
  if (code === 'ENOBUFS') return new GitFailure(`'git ${args[0]}' wrote more than can be read`);
  const lines = String(stderr ?? '').split('\n');
  const said = lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines.find((line) => line.trim() !== '');
  const words = said?.replace(/^(?:fatal|error): /, '').trim();
  return new GitFailure((words ?? firstLine(error)).replace(/\.$/, ''));
}

/**
 * Runs Git and gives what it wrote, as bytes. Nothing that a repository names is run by it. This is the only place that
 * calls Git: what it does must not depend on who asks.
 * @param overrides further settings, as `key=value`
 * @throws {GitFailure}
 */
export function gitBytes(args: readonly string[], cwd: string, overrides: readonly string[] = []): Buffer {
  const options = [...settings, ...overrides].flatMap((setting) => ['-c', setting]);
  try {
    return execFileSync('git', ['--no-pager', ...options, ...args], {
      cwd,
      maxBuffer: outputLimit,
      timeout: timeLimit,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(),
    });
  } catch (error) {
    throw failureOf(error, args);
  }
}

/** As `gitBytes`, as text. @throws {GitFailure} */
export function git(args: readonly string[], cwd: string, overrides: readonly string[] = []): string {
  return gitBytes(args, cwd, overrides).toString('utf8');
}

/** As `git`, with undefined where it fails or writes nothing. For questions whose answer may be no. */
export function tryGit(args: readonly string[], cwd: string): string | undefined {
  try {
    return git(args, cwd).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The entries of a list that Git ended with NUL characters. */
export function listed(output: string): string[] {
  return output.split('\0').filter((entry) => entry !== '');
}

/**
 * Settings that switch off every filter which the configuration defines: Git runs them when it compares or writes files.
 * Attributes stay as they are, since they also say how lines end.
 * @throws {GitFailure} where a filter cannot be switched off
 */
export function withoutFilters(cwd: string): string[] {
  const keys = listed(tryGit(['config', '--null', '--name-only', '--get-regexp', '^filter\\.'], cwd) ?? '');
  const names = new Set(keys.map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))));
  return [...names].flatMap((name) => {
    // `-c` takes the first equals sign for the end of the key.
    if (name.includes('='))
      throw new GitFailure(`its configuration defines a filter with a forbidden name ('${name}')`);
    const filter = `filter.${name}`;
    return [`${filter}.clean=`, `${filter}.smudge=`, `${filter}.process=`, `${filter}.required=false`];
  });
}
