import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bench } from './recipe.js';

/** A step of a GitHub workflow or composite action. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string | boolean;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly 'working-directory'?: string;
}

/** What came of running steps. */
export interface Outcome {
  /** 0, or the code of the first step that failed. */
  readonly code: number | null;
  readonly log: string;
  /** Actions that were used, with their inputs. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
  readonly summary: string;
}

/** What expressions may name, such as `inputs.base`. */
export type Context = Readonly<Record<string, string>>;

function operand(text: string, context: Context): string {
  const term = text.trim();
  if (/^'[^']*'$/.test(term)) return term.slice(1, -1);
  if (/^[\w.-]+$/.test(term)) return context[term] ?? '';
  throw new Error(`This test cannot evaluate '${term}'`);
}

/** Evaluates comparisons joined by `&&`, which is all that is used here. */
function holds(condition: string, context: Context): boolean {
  return condition
    .replace(/^\$\{\{(.*)\}\}$/s, '$1')
    .split('&&')
    .every((part) => {
      if (part.trim() === 'always()') return true;
      const [left = '', operator, right = ''] = part.split(/(==|!=)/);
      if (operator === undefined) return !['', 'false'].includes(operand(left, context));
      return (operand(left, context) === operand(right, context)) === (operator === '==');
    });
}

function fill(value: unknown, context: Context): string {
  return String(value).replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => operand(expression, context));
}

const filled = (values: Readonly<Record<string, unknown>> | undefined, context: Context) =>
  Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, fill(value, context)]));

/** Runs the steps as GitHub's runner would, with actions of others written down instead of run. */
export function runSteps(
  steps: readonly Step[],
  {
    bench,
    cwd,
    runner,
    given,
    env = {},
  }: { bench: Bench; cwd: string; runner: string; given: Context; env?: Record<string, string> },
): Outcome {
  const context: Record<string, string> = { ...given };
  const used: { uses: string; with: Record<string, string> }[] = [];
  const page = join(runner, 'summary.md');
  let code: number | null = 0;
  let log = '';
  for (const step of steps) {
    const condition = String(step.if ?? 'true');
    const wanted = step.if === undefined || holds(condition, context);
    if (!wanted || (code !== 0 && !condition.includes('always()'))) continue;
    if (step.uses !== undefined) used.push({ uses: step.uses, with: filled(step.with, context) });
    if (step.run === undefined) continue;
    const output = join(runner, 'output');
    writeFileSync(output, '');
    const environment = {
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: page,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_SHA: 'c0ffee',
      RUNNER_TEMP: runner,
      ...env,
      ...filled(step.env, context),
    };
    const folder = resolve(cwd, fill(step['working-directory'] ?? '.', context));
    const end = bench.shell(fill(step.run, context), folder, environment);
    log += end.stdout + end.stderr;
    if (end.code !== 0) code = end.code;
    for (const line of readFileSync(output, 'utf8').split('\n')) {
      const [key = '', ...value] = line.split('=');
      if (key) context[`steps.${step.id}.outputs.${key}`] = value.join('=');
    }
  }
  return { code, log, used, summary: existsSync(page) ? readFileSync(page, 'utf8') : '' };
}
