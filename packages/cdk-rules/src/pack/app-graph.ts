import { statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Stack, Stage, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { loadAssembly, type LoadedAssembly } from '../assembly/assembly.js';
import { buildGraph } from '../graph/build-graph.js';
import { TemplateError } from '../template/document.js';
import type { Resource, ResourceGraph } from '../graph/graph.js';
import { readTemplate } from '../template/read-template.js';

/** All templates of an app as one graph, and what of them could not be read. */
export interface AppGraph {
  readonly graph: ResourceGraph;
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** Reads the cloud assembly that an app has written. Source files are named relative to the working directory. */
export function readAppGraph(app: Stage): AppGraph {
  const assembly: LoadedAssembly = loadAssembly(app.outdir, process.cwd());
  const unreadable = [...assembly.errors];
  const documents = assembly.inputs.flatMap((input) => {
    try {
      return readTemplate(input);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      unreadable.push({ path: input.path, message: error.message });
      return [];
    }
  });
  return { graph: buildGraph(documents), unreadable };
}

/** The app or stage that a construct is in at the top. @throws {Error} when there is none, so that nothing can be synthesized */
export function appOf(scope: IConstruct): Stage {
  const { root } = scope.node;
  if (Stage.isStage(root)) return root;
  throw new Error(`${scope.node.path || 'The construct'} is not part of an App, so it has no templates to judge.`);
}

/**
 * Synthesizes an app into its output folder, which is a temporary one unless the app or the CDK names another.
 * A validation that fails is no hindrance: it comes after all templates are written.
 */
export function synthesize(app: Stage): void {
  const before = writtenAt(app);
  try {
    app.synth();
  } catch (error) {
    if (writtenAt(app) === before) throw error;
  }
}

interface Memo {
  readonly written: number;
  readonly byPath: ReadonlyMap<string, readonly Resource[]>;
  readonly graph: ResourceGraph;
}

const memos = new WeakMap<Stage, Memo>();

/**
 * The resources of the graph that a CDK resource became, with the graph of its whole app, which is built once per app.
 * While the app is being validated its templates are on disk and are read; else the app is synthesized first.
 */
export function resourcesOf(node: CfnResource): { resources: readonly Resource[]; graph: ResourceGraph } {
  const app = appOf(node);
  // What was written before this process began is the output of an earlier run.
  if ((writtenAt(app) ?? 0) < performance.timeOrigin) synthesize(app);
  const written = writtenAt(app) ?? 0;
  let memo = memos.get(app);
  if (memo?.written !== written) {
    const { graph } = readAppGraph(app);
    memo = { written, graph, byPath: byConstructPath(graph) };
    memos.set(app, memo);
  }
  return { resources: memo.byPath.get(node.node.path) ?? memo.byPath.get(templateKey(node)) ?? [], graph: memo.graph };
}

function byConstructPath(graph: ResourceGraph): Map<string, Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const resource of graph.resources) {
    const template = resource.document.input.path;
    const keys = [
      resource.trace?.constructPath,
      `${template.slice(template.lastIndexOf('/') + 1)}#${resource.logicalId}`,
    ];
    for (const key of keys) {
      if (key === undefined) continue;
      const list = found.get(key);
      if (list) list.push(resource);
      else found.set(key, [resource]);
    }
  }
  return found;
}

function templateKey(node: CfnResource): string {
  const stack = Stack.of(node);
  return `${stack.templateFile}#${String(stack.resolve(node.logicalId))}`;
}

/** When the assembly was written, in milliseconds; undefined when it was not. */
function writtenAt(app: Stage): number | undefined {
  return statSync(join(app.outdir, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs;
}
