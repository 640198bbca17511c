import { contains, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { reRunnableSources } from '../../libraries/handlers.js';
import { handlersOf } from '../handlers/handlers.js';
import { libraryRetries } from '../retries/library.js';
import { loopRetries } from '../retries/loops.js';
import { repeatedFunctions } from '../retries/again.js';
import type { Freshness } from './fresh.js';
import type { Guard, TokenFact } from './types.js';

const markerText = /attribute_not_exists|on\s+conflict|insert\s+(or\s+)?ignore|^NX$/i;
const markerNames =
  /idempoten|already(processed|handled|done|seen|exists)|(is|was|has)(been)?(processed|duplicate|handled|seen)|markas?(processed|done)|dedup|claim|acquirelock|withlock/i;

/** What keeps the code of a file from doing a thing twice. One for each file. */
export class Guards {
  #markers: readonly Node[] | undefined;
  #retried: readonly Node[] | undefined;

  constructor(readonly file: FileContext) {}

  #findMarkers(): readonly Node[] {
    const { file } = this;
    const texts: readonly Node[] = [
      ...file.nodes('Literal').filter(({ value }) => typeof value === 'string' && markerText.test(value)),
      ...file.nodes('TemplateElement').filter(({ value }) => markerText.test(value.raw)),
      ...file
        .nodes('Property')
        .filter(({ key }) => key.type === 'Identifier' && /^(NX|nx|IfNoneMatch)$/.test(key.name)),
    ];
    const calls = file.calls.filter(({ callee }) => markerNames.test(file.source.text.slice(...callee.range)));
    return [...texts, ...calls];
  }

  /** What guards a mutation against a second run of its handler; what stands in the mutation itself is its condition. */
  of(node: Node): Guard {
    const around = handlersOf(this.file).behind(node);
    const here = this.within(
      node,
      around.flatMap(({ reaches }) => reaches),
    );
    if (here !== 'none') return here;
    // In other files, each handler that can run twice has to be kept from it.
    const guards = around.flatMap(({ source, guard = 'none' }) => (reRunnableSources.has(source) ? [guard] : []));
    if (guards.length === 0 || guards.includes('none')) return 'none';
    return guards.includes('marker') ? 'marker' : 'utility';
  }

  /** What guards a node inside the functions that run together with it. */
  within(node: Node, functions: readonly FunctionNode[]): Guard {
    if (handlersOf(this.file).isDeduplicated(node)) return 'utility';
    const markers = (this.#markers ??= this.#findMarkers());
    const isMarked = markers.some((marker) => !contains(node, marker) && functions.some((fn) => contains(fn, marker)));
    return isMarked ? 'marker' : 'none';
  }

  /** Whether a request is tried again with the key that it has: `inside` when the retry makes the key anew. */
  retriedWith(sent: Node, key: Freshness): TokenFact['retried'] {
    const around = this.#retryAround(sent);
    if (!around) return 'no';
    return key.kind === 'fresh' && contains(around, key.made) ? 'inside' : 'outside';
  }

  /** The code that is tried again around a node. */
  #retryAround(node: Node): Node | undefined {
    const { file } = this;
    this.#retried ??= [...loopRetries(file), ...repeatedFunctions(file), ...libraryRetries(file)]
      .filter(({ fact }) => fact.purpose === 'retry')
      .map(({ tried }) => tried);
    return this.#retried.find((tried) => contains(tried, node));
  }
}
