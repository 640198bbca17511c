import { isAbsolute, resolve } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { configFor, inventory, runCheck } from '../check.js';
import { allChecks } from '../checks.js';
import { explain } from '../commands/explain.js';
import { firstLine, UsageError } from '../errors.js';
import type { CheckOptions } from '../options.js';
import { isInside, realPath } from '../paths.js';
import { fix } from '../repair/fix.js';
import { fixSummary, patchOf } from '../repair/fix-text.js';
import { fixValueNames, problemWithValue, type FixValueName, type FixValues } from '../repair/values.js';
import { agent } from '../report/agent.js';
import { CodeSession } from '../scan/code-session.js';
import { version } from '../version.js';
import { drawGraph, graphFormats } from '../workload/inventory/draw.js';

/** What the server may do. */
export interface ServerOptions {
  /** Folder beyond which nothing is read or written. Absolute. */
  readonly root: string;
  /** Whether CDK apps and configurations of the project may run. */
  readonly trusts: boolean;
}

const paths = z.array(z.string()).optional().describe('files, folders and globs below the root; everything by default');
const checks = z.array(z.string()).optional().describe('names of checks; those of the preset by default');
const bestPractices = z.array(z.string()).optional().describe('ids of best practices, such as REL05-BP05 or REL04-*');

/** What a call asks for. */
interface Scope {
  readonly paths?: readonly string[] | undefined;
  readonly checks?: readonly string[] | undefined;
  readonly bestPractices?: readonly string[] | undefined;
}

/** A server of the Model Context Protocol: check, explain, repair and draw, for coding agents. */
export function makeServer(options: ServerOptions): McpServer {
  const server = new McpServer({ name: 'faultline', version });
  const scan = (scope: Scope, signal: AbortSignal): CheckOptions => scanOptions(options, scope, signal);
  // Agents check again after each repair, and most of a project has not changed since.
  const session = new CodeSession();

  server.registerTool(
    'check',
    {
      title: 'Check reliability',
      description: 'Finds faults of reliability in code and infrastructure: what to repair first, where, and how.',
      inputSchema: { paths, checks, bestPractices },
      annotations: { readOnlyHint: true },
    },
    (scope, { signal }) =>
      answered(async () => {
        const given = { ...scan(scope, signal), session };
        const { results } = await runCheck(given, await configFor(given));
        const readSource = (file: string): string | undefined =>
          tryReadText(resolve(options.root, file), { maxBytes: smallFile, within: options.root });
        return agent.render(results, { color: false, width: 120, unicode: true, readSource });
      }),
  );

  server.registerTool(
    'explain',
    {
      title: 'Explain a check or a best practice',
      description: 'Says what a check or a best practice is about, how to repair what it finds, and how to accept it.',
      inputSchema: { name: z.string().describe('name of a check, or id of a best practice') },
      annotations: { readOnlyHint: true },
    },
    ({ name }) => answered(async () => explain(name, await allChecks())),
  );

  server.registerTool(
    'fix',
    {
      title: 'Repair what is proven to be repaired',
      description:
        'Repairs faults; each repair is judged again and taken back where it does not help. Without apply: a patch, and nothing is changed.',
      inputSchema: {
        paths,
        checks,
        bestPractices,
        apply: z.boolean().default(false).describe('whether files are changed'),
        values: z
          .partialRecord(z.enum(fixValueNames), z.number())
          .optional()
          .describe('numbers that only the owners of a workload can know'),
      },
      annotations: { readOnlyHint: false, idempotentHint: true },
    },
    ({ apply, values = {}, ...scope }, { signal }) =>
      answered(async () => {
        const given = scan(scope, signal);
        const config = await configFor(given);
        const numbers: FixValues = { ...config.config.fix, ...checked(values) };
        const outcome = await fix({ ...given, values: numbers, dryRun: !apply }, config);
        return [...(apply ? [] : [patchOf(outcome)]), ...fixSummary(outcome, !apply)].join('\n');
      }),
  );

  server.registerTool(
    'graph',
    {
      title: 'Draw the workload',
      description: 'Draws the functions of the workload, what drives them, their code, and where work goes from there.',
      inputSchema: { paths, format: z.enum(graphFormats).default('mermaid') },
      annotations: { readOnlyHint: true },
    },
    ({ format, ...scope }, { signal }) =>
      answered(async () => {
        const given = scan(scope, signal);
        const { dependencies, errors } = await inventory(given, await configFor(given));
        return [drawGraph(dependencies, format), ...errors.map(({ message }) => message)].join('\n');
      }),
  );
  return server;
}

/** @throws {UsageError} for a path that leads out of the root */
function scanOptions({ root, trusts }: ServerOptions, scope: Scope, signal: AbortSignal): CheckOptions {
  const real = realPath(root) ?? root;
  for (const path of scope.paths ?? []) {
    // Of a glob, what stands before its first pattern.
    const fixed = resolve(root, path.split(/[*?{[(!]/, 1)[0] ?? '');
    if (isAbsolute(path) || !isInside(root, fixed) || !isInside(real, realPath(fixed) ?? real) || path.includes('..')) {
      throw new UsageError(`The path '${path}' leads out of the project; name paths below ${root}.`);
    }
  }
  return {
    cwd: root,
    paths: scope.paths ?? [],
    checks: scope.checks,
    bestPractices: scope.bestPractices,
    untrusted: !trusts,
    signal,
  };
}

/** @throws {UsageError} for a number that cannot be */
function checked(values: Readonly<Partial<Record<FixValueName, number>>>): FixValues {
  for (const [name, value] of Object.entries(values)) {
    const problem = problemWithValue(name as FixValueName, value);
    if (problem !== undefined) throw new UsageError(`${problem}.`);
  }
  return values;
}

/** A text, or what kept it from being worked out, in one sentence. */
async function answered(work: () => Promise<string>): Promise<CallToolResult> {
  try {
    return { content: [{ type: 'text', text: await work() }] };
  } catch (error) {
    const text =
      error instanceof UsageError ? error.message : `An internal error: ${firstLine(error)}. Please report it.`;
    return { content: [{ type: 'text', text }], isError: true };
  }
}
