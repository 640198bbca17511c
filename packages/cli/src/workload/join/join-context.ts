import { join as joinPath } from 'node:path';
import type { ResourceReference } from '@faultline/catalog';
import type { Invocation, Resource, ResourceGraph } from '@faultline/cdk-rules/analysis';
import type { DraftVerdict } from '../../assessment/verdicts.js';
import type { CodeFiles } from '../code-files.js';
import { FunctionReach } from '../function-reach.js';
import { ImportClosures } from '../import-closure.js';
import type { FunctionLink, Links } from '../links/link-functions.js';
import { FunctionsRunning } from './functions-running.js';

/** What is known of both layers together. */
export class JoinContext {
  readonly closures: ImportClosures;
  readonly reach: FunctionReach;
  readonly #running: FunctionsRunning;
  readonly #byResource: ReadonlyMap<string, FunctionLink>;

  constructor(
    readonly graph: ResourceGraph,
    readonly code: CodeFiles,
    readonly links: Links,
  ) {
    this.closures = new ImportClosures(code);
    this.reach = new FunctionReach(code);
    this.#running = new FunctionsRunning(links, code, this.closures);
    this.#byResource = new Map(links.linked.map((link) => [link.lambda.key, link]));
  }

  /** The functions that may run the place of a verdict; undefined where one may run it that is not known. */
  functionsAt({ location }: DraftVerdict): readonly FunctionLink[] | undefined {
    if (!location) return undefined;
    const { file, line, column } = location;
    return this.#running.at({ file: joinPath(this.code.scope.root, file), line, column });
  }

  /** Absolute path of the file of code that a verdict is about. */
  fileOf({ layer, location }: DraftVerdict): string | undefined {
    return layer === 'code' && location ? joinPath(this.code.scope.root, location.file) : undefined;
  }

  /** Offset in that file. */
  offsetOf(draft: DraftVerdict): number | undefined {
    const file = this.fileOf(draft);
    return file === undefined || !draft.location ? undefined : this.code.offsetOf(file, draft.location);
  }

  /** The code of a function. */
  linkOf(lambda: Resource): FunctionLink | undefined {
    return this.#byResource.get(lambda.key);
  }

  /** The Lambda function that a verdict of infrastructure is about. */
  functionOf({ resource }: DraftVerdict): Resource | undefined {
    return resource && this.resourceOf(resource, 'AWS::Lambda::Function');
  }

  /** A resource of a type by its reference; one that SAM implies goes by the id of the resource that implies it. */
  resourceOf({ template, logicalId }: ResourceReference, type: string): Resource | undefined {
    const found = this.graph
      .ofType(type)
      .filter((one) => one.logicalId === logicalId && one.document.input.path === template);
    return found.length === 1 ? found[0] : undefined;
  }

  /** The functions that a mapping, rule or subscription invokes, with their code. */
  linksInvokedVia(via: Resource): readonly FunctionLink[] {
    return this.links.linked.filter((link) => this.invocations(link).some((one) => one.via === via));
  }

  invocations({ lambda }: FunctionLink): readonly Invocation[] {
    return this.graph.invocations(lambda);
  }
}
