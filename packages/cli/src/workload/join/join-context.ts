import { join as joinPath } from 'node:path';
import type { Invocation, Resource, ResourceGraph } from '@faultline/cdk-rules/analysis';
import type { DraftVerdict } from '../../assessment/verdicts.js';
import type { CodeFiles } from '../code-files.js';
import { ImportClosures } from '../import-closure.js';
import type { FunctionLink, Links } from '../links/link-functions.js';
import { FunctionsRunning } from './functions-running.js';

/** What is known of both layers together. */
export class JoinContext {
  readonly closures: ImportClosures;
  readonly #running: FunctionsRunning;
  readonly #byResource: ReadonlyMap<string, FunctionLink>;

  constructor(
    readonly graph: ResourceGraph,
    readonly code: CodeFiles,
    readonly links: Links,
  ) {
    this.closures = new ImportClosures(code);
    this.#running = new FunctionsRunning(links, code, this.closures);
    this.#byResource = new Map(links.linked.map((link) => [link.lambda.key, link]));
  }

  /** The functions that may run the place of a verdict; undefined where one may run it that is not known. */
  functionsAt({ location }: DraftVerdict): readonly FunctionLink[] | undefined {
    if (!location) return undefined;
    const { file, line, column } = location;
    return this.#running.at({ file: joinPath(this.code.scope.root, file), line, column });
  }

  /** The code of a function. */
  linkOf(lambda: Resource): FunctionLink | undefined {
    return this.#byResource.get(lambda.key);
  }

  /** The Lambda function that a verdict of infrastructure is about. */
  functionOf({ resource }: DraftVerdict): Resource | undefined {
    if (!resource) return undefined;
    return this.graph
      .ofType('AWS::Lambda::Function')
      .find(({ logicalId, document }) => logicalId === resource.logicalId && document.input.path === resource.template);
  }

  invocations({ lambda }: FunctionLink): readonly Invocation[] {
    return this.graph.invocations(lambda);
  }
}
