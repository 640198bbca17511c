import type { FileContext } from '../context.js';
import type { Handler } from '../handlers/handlers.js';
import { textOf } from '../retries/regions.js';
import { contains, isFunction, keyName, unwrap, walk, type Node } from '../../syntax/tree.js';
import { mostAtOnce } from './bounds.js';
import type { ListSize } from './types.js';

/** How schemas bound a list: `.max(5)` of Zod, Joi and Yup, `maxItems: 5` of JSON Schema and TypeBox. */
const bounds = /\.(?:max|length|maxItems)\(\s*([\d_]+)?|maxItems\W+([\d_]+)?/g;

/** True for a schema that lets no more through than can run at once; a bound with a name is taken for one. */
export function boundsLists(schema: string): boolean {
  return [...schema.matchAll(bounds)].some(([, a, b]) => Number((a ?? b ?? '1').replaceAll('_', '')) <= mostAtOnce);
}

/**
 * What a validation beside the handler says of a list in the request, as in
 * `router.post('/all', validate({ body: z.object({ ids: z.array(z.string()).max(5) }) }), handler)`.
 * Undefined where nothing is validated, `unknown` where the schema is not in view.
 */
export function validatedSize(file: FileContext, handler: Handler, path: readonly string[]): ListSize | undefined {
  const name = path.at(-1);
  const beside = argumentsBeside(handler.fn);
  if (name === undefined || beside.length === 0) return undefined;
  const schemas = beside.flatMap((argument) => schemasOf(file, argument, name));
  if (schemas.length > 0) return schemas.some((schema) => boundsLists(textOf(file, schema))) ? 'limited' : undefined;
  return beside.some((argument) => validates(file, argument)) ? 'unknown' : undefined;
}

/** What the call that registers a handler is given besides it and its path, also where a wrapper is around the handler. */
function argumentsBeside(fn: Node): readonly Node[] {
  let given: Node = fn;
  while (given.parent?.type === 'CallExpression' && given.parent.callee !== given) {
    const others = given.parent.arguments.filter((one) => !contains(one, fn));
    if (others.length > 0) return others.filter(({ type }) => type !== 'Literal' && type !== 'TemplateLiteral');
    given = given.parent;
  }
  return [];
}

/** The schemas that an argument holds for a member of the name, followed through constants of the file. */
function schemasOf(file: FileContext, argument: Node, name: string): readonly Node[] {
  const found: Node[] = [];
  const seen = new Set<Node>();
  const look = (root: Node): void => {
    if (seen.has(root) || isFunction(root)) return;
    seen.add(root);
    walk(root, file.source.visitorKeys, (node) => {
      if (node.type === 'Property' && keyName(node) === name) found.push(valueOf(file, node.value));
      else if (node.type === 'Identifier') {
        const value = valueOf(file, node);
        if (value !== node) look(value);
      }
    });
  };
  look(argument);
  return found;
}

function valueOf(file: FileContext, node: Node): Node {
  const value = file.resolver.single(node);
  return value?.kind === 'expression' && value.path.length === 0 ? unwrap(value.node) : node;
}

/** Checks of who asks look at no list: `validateToken`, `validSession`. */
const asksWho = /token|session|auth|jwt|signature|csrf|user|key/i;

function validates(file: FileContext, argument: Node): boolean {
  const text = textOf(file, argument);
  return /schema|celebrate/i.test(text) || (/valid/i.test(text) && !asksWho.test(text));
}
