import { join } from 'node:path';
import type { HandlerReference, LinkMethod } from '@faultline/catalog';
import type { Resource, ResourceGraph } from '@faultline/cdk-rules/analysis';
import { display, isInside } from '../../paths.js';
import { referenceTo } from '../../scan/resource-verdicts.js';
import type { CodeFiles, CodeScope } from '../code-files.js';
import { bundleEntries } from './bundle-entry.js';
import { codePlace, type CodePlace } from './code-place.js';
import { exportedHandler, type ExportedHandler } from './exported-handler.js';
import type { RecordedCode, Recording } from './recorded-code.js';
import { packageFolder, sourceEndingAs, sourceModules } from './source-modules.js';

/** A Lambda function and the exported function that it runs. */
export interface FunctionLink {
  readonly lambda: Resource;
  readonly handler: HandlerReference;
  /** Absolute path of the file. */
  readonly file: string;
  /** Whether the function itself is in view, and not only the value of a builder of another package. */
  readonly isSeen: boolean;
}

/** A Lambda function whose code was not found; the reason is a clause, such as `its code is inline in the template`. */
export interface UnlinkedFunction {
  readonly lambda: Resource;
  readonly reason: string;
  /** Its code is surely none of the project: it is inline, or of another language. */
  readonly isElsewhere: boolean;
}

/** Links of a workload. */
export interface Links {
  readonly linked: readonly FunctionLink[];
  readonly unlinked: readonly UnlinkedFunction[];
}

/** What linking needs. */
export interface LinkScope {
  readonly graph: ResourceGraph;
  readonly code: CodeFiles;
  readonly recordings: readonly Recording[];
}

/**
 * Finds the code of each Lambda function. A link counts only where the file exports the name of the handler, and where
 * nothing else fits as well: a wrong link would be worse than none.
 */
export function linkFunctions({ graph, code, recordings }: LinkScope): Links {
  const linked: FunctionLink[] = [];
  const unlinked: UnlinkedFunction[] = [];
  for (const lambda of graph.ofType('AWS::Lambda::Function')) {
    if (lambda.ownedByCdk) continue;
    const found = linkOf(lambda, code, recordedFor(lambda, recordings));
    if ('reason' in found) unlinked.push(found);
    else linked.push(found);
  }
  return { linked, unlinked };
}

/** What the app told of a function; its construct is the one around the resource, or the resource itself. */
function recordedFor(lambda: Resource, recordings: readonly Recording[]): RecordedCode | undefined {
  const path = referenceTo(lambda).constructPath;
  if (path === undefined) return undefined;
  for (const { codes } of recordings) {
    const found = codes.get(path) ?? codes.get(path.replace(/\/[^/]+$/, ''));
    if (found) return found;
  }
  return undefined;
}

function linkOf(
  lambda: Resource,
  code: CodeFiles,
  recorded: RecordedCode | undefined,
): FunctionLink | UnlinkedFunction {
  const { root } = code.scope;
  const place = codePlace(lambda, { root, recorded });
  if ('reason' in place) return { lambda, isElsewhere: false, ...place };
  const candidates = candidatesAt(place, code.scope);
  if (candidates.length === 0) return { lambda, isElsewhere: false, reason: nothingThere(place, root, recorded) };
  const fitting = new Map<string, Candidate & { readonly exported: ExportedHandler }>();
  for (const candidate of candidates) {
    const exported = exportedHandler(code, candidate.file, place.export);
    if (exported) fitting.set(`${exported.file}\0${exported.export}`, { ...candidate, exported });
  }
  const [only, ...others] = [...fitting.values()];
  const shown = (file: string): string => display(root, file);
  if (!only) {
    const files = candidates.map(({ file }) => shown(file)).join(' and ');
    return {
      lambda,
      isElsewhere: false,
      reason: `${files} ${candidates.length > 1 ? 'do' : 'does'} not export ${place.export}`,
    };
  }
  if (others.length > 0) {
    const files = [only, ...others].map(({ exported }) => shown(exported.file)).join(' and ');
    return { lambda, isElsewhere: false, reason: `more than one module fits: ${files}` };
  }
  const { exported, method, isCertain } = only;
  const handler: HandlerReference = {
    file: shown(exported.file),
    export: exported.export,
    line: exported.line,
    method,
    confidence: isCertain ? 'certain' : 'likely',
  };
  return { lambda, handler, file: exported.file, isSeen: exported.isSeen };
}

interface Candidate {
  readonly file: string;
  readonly method: LinkMethod;
  readonly isCertain: boolean;
}

/** Modules that may be the one that the function runs. */
function candidatesAt({ modules, method }: CodePlace, { root, files }: CodeScope): readonly Candidate[] {
  return modules.flatMap((module): readonly Candidate[] => {
    if (!isInside(root, module)) return [];
    if (method === 'bundle') return bundleEntries(module, root).map((file) => ({ file, method, isCertain: true }));
    const found = sourceModules(module, root).map(({ file, isSourceOfBuilt }): Candidate => {
      const isBuilt = isSourceOfBuilt && method === 'folder';
      return { file, method: isBuilt ? 'built' : method, isCertain: !isSourceOfBuilt };
    });
    if (found.length > 0) return found;
    const inside = inPackage(module, root);
    const file = inside.length > 0 ? undefined : sourceEndingAs(module, root, files);
    return file === undefined ? inside : [{ file, method: 'built', isCertain: false }];
  });
}

/** A package that is not built yet: its module of that name, or the one that it is built from. */
function inPackage(module: string, root: string): readonly Candidate[] {
  const folder = packageFolder(module, root);
  if (folder === undefined || folder === root) return [];
  const name = module.slice(folder.length + 1).replace(/^(?:dist|build|lib|out|\.build)[\\/]/, '');
  return ['src', '.', 'lib'].flatMap((inPlace) =>
    sourceModules(join(folder, inPlace, name), root).map(({ file }): Candidate => ({
      file,
      method: 'built',
      isCertain: false,
    })),
  );
}

function nothingThere({ modules }: CodePlace, root: string, recorded: RecordedCode | undefined): string {
  const [module = ''] = modules;
  if (!isInside(root, module)) return 'its code lies outside of the scanned folder';
  if (recorded?.isMissing)
    return `its code ${display(root, recorded.entry ?? recorded.path ?? module)} is not there; build it first`;
  return `there is no module ${display(root, module)}`;
}
