import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { workspace } from './paths.js';
import { run, type Run } from './run.js';

const cli = join(workspace, 'packages/cli/bin/faultline.js');
const turbo = join(workspace, 'node_modules/turbo/bin/turbo');

/** The npm that would run without the bench. */
function realNpm(): string {
  const folder = (process.env['PATH'] ?? '').split(':').find((one) => existsSync(join(one, 'npm')));
  if (folder === undefined) throw new Error('npm is not in PATH');
  return join(folder, 'npm');
}

/**
 * Programs that a recipe calls. Ours, Turborepo and the scripts of a package run; the others only write down how they
 * were called. Turborepo hides the environment from what it runs, so paths stand in the text.
 */
const programsOf = (calls: string): Readonly<Record<string, string>> => ({
  faultline: `exec "${process.execPath}" "${cli}" "$@"`,
  npx: `echo "npx $*" >> "${calls}"
while [ "\${1#-}" != "$1" ]; do shift; done
program=\${1%%@*}; shift
case "$program" in
  faultline) exec "${process.execPath}" "${cli}" "$@" ;;
  turbo) exec "${process.execPath}" "${turbo}" "$@" ;;
  *) exit 127 ;;
esac`,
  npm: `echo "npm $*" >> "${calls}"
case "$1" in run) exec "${realNpm()}" "$@" ;; esac`,
  gh: `echo "gh $*" >> "${calls}"
if [ -n "$GH_FAILS" ]; then exit 1; fi
case "$*" in
  *--paginate*) printf '%s' "$GH_FOUND" ;;
  *body=@*) for last in "$@"; do :; done; cp "\${last#body=@}" "$COMMENT" ;;
esac`,
});

/** A place to run recipes in, with the programs that they call. */
export interface Bench {
  /** Runs shell commands as a pipeline does, ending at the first that fails. */
  shell(commands: string, cwd: string, environment?: Record<string, string>): Run;
  /** How programs were called, one call a line. */
  calls(): string[];
  /** The comment that was written, if any. */
  comment(): string | undefined;
}

/** Makes a bench in a folder of its own. */
export function makeBench(folder: string): Bench {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const calls = join(folder, 'calls');
  const comment = join(folder, 'comment');
  for (const [name, script] of Object.entries(programsOf(calls))) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  const fixed = { COMMENT: comment, PATH: `${bin}:${process.env['PATH'] ?? ''}`, TURBO_TELEMETRY_DISABLED: '1' };
  return {
    shell: (commands, cwd, environment = {}) =>
      run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', commands], cwd, { ...fixed, ...environment }),
    calls: () => read(calls)?.trimEnd().split('\n') ?? [],
    comment: () => read(comment),
  };
}

/** A block of code of a page, with the file that its first line names. */
export interface Sample {
  readonly language: string;
  readonly file: string;
  readonly text: string;
}

/** The samples of a recipe, each of which says on its first line what file it is. */
export function samplesOf(recipe: string): Sample[] {
  const page = readFileSync(join(workspace, 'packages/cli/docs/recipes', `${recipe}.md`), 'utf8');
  return [...page.matchAll(/^```(\w+)\n(?:#|\/\/) ([^\n]+)\n(.*?)^```$/gms)].map(
    ([, language = '', file = '', text = '']) => ({ language, file, text }),
  );
}

/** The YAML of the sample for this file. */
export function yamlOf(recipe: string, file: string): unknown {
  const sample = samplesOf(recipe).find((one) => one.file === file);
  if (!sample) throw new Error(`The recipe ${recipe} has no sample of ${file}`);
  return parse(sample.text, { strict: true });
}
