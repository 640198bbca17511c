import type { TSESTree } from '@typescript-eslint/utils';
import { keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { awsOperations } from '../aws/operations.js';
import { membersOf } from '../mutations/objects.js';
import { selectionOf } from '../reads/conditions.js';
import { textOf } from '../retries/regions.js';
import { isTooHigh, largestOf, mostAtOnce } from './bounds.js';
import { builtSize, mayBeNone } from './built-reads.js';
import { sizeOf, type Sizes } from './size.js';
import type { ListSize } from './types.js';

/** Methods that stand between a call and the list in its answer. */
const unpacking = /^(promise|json|toArray|lean|exec|all|execute|getMany|rows|then|catch|unwrap)$/;
const listing = /^(List|Describe|Scan|Query|Search|Filter|Select|GetResources|GetLogEvents)/;
/** Operations whose name says a list and whose answer is short. */
const short = /^(ReceiveMessage|BatchGetItem|DescribeTasks|DescribeServices)$/;
const limitNames = /^(limit|take|max\w*|page_?size|per_?page|first|top|count|size)$/i;

/** How long a list is that is taken out of an answer: `(await s3.send(new ListObjectsV2Command(...))).Contents`. */
export function readSize(sizes: Sizes, node: Node, path: readonly string[]): ListSize {
  const call = remoteBehind(sizes, node, 0);
  if (call?.type !== 'CallExpression') {
    const size = ofModels(sizes, node, path);
    if (size !== 'unknown') return size;
    return path.length === 0 ? builtSize(sizes.file, node) : sizeOfStatement(sizes.file, node, path);
  }
  if (isFindingAll(call)) return path.length === 0 ? ofModels(sizes, call, path) : 'unknown';
  if (/^findFirst/.test(lastName(call))) return ofModels(sizes, call, path);
  const operation = awsOperations(sizes.file, sizes.clients).find(({ sends }) => sends.includes(call));
  if (operation) {
    const { name, input } = operation;
    if (path.length !== 1) return 'unknown';
    if (short.test(name)) return 'limited';
    if (!listing.test(name)) return 'unknown';
    return input ? limitIn(sizes.file, input) : 'read';
  }
  if (waitingJobs.test(lastName(call))) return ofJobs(sizes.file, call);
  const text = textOf(sizes.file, call);
  const written = chainText(sizes.file, call);
  // The number is that of one page, and all pages are asked for: `octokit.paginate(listForOrg, { per_page: 100 })`.
  if (lastName(call) === 'paginate') return 'read';
  if (limiting.test(written) && mayBeNone(sizes.file, outermost(call))) return 'unknown';
  if (limiting.test(written)) return writtenLimit(written) > mostAtOnce ? 'read' : 'limited';
  return sizes.remote.get(call) === 'http' || isListing(text, path) ? 'read' : 'unknown';
}

const waitingJobs = /^get(?:Jobs|Waiting|Active|Completed|Failed|Delayed)$/;

/** `queue.getJobs(types, start, end)`, `queue.getFailed(start, end)` of bull and bullmq: all jobs, unless an end is given. */
function ofJobs(file: FileContext, call: TSESTree.CallExpression): ListSize {
  const end = call.arguments[lastName(call) === 'getJobs' ? 2 : 1];
  if (!end) return 'read';
  const last = largestOf(file, end);
  if (last === undefined) return 'unknown';
  return last < 0 || last > mostAtOnce ? 'read' : 'limited';
}

const wholeTable = /^\s*select\s(?![\s\S]*\b(?:where|limit|having|fetch\s+first|top)\b)[\s\S]*\sfrom\s/i;

/** `(await tx.query('SELECT id FROM users')).rows`: all rows of a table, whatever the connection is. */
function sizeOfStatement(file: FileContext, node: Node, path: readonly string[]): ListSize {
  const plain = unwrap(node);
  const text = plain.type === 'CallExpression' && plain.arguments[0] ? unwrap(plain.arguments[0]) : undefined;
  if (path.join('.') !== 'rows' || (text?.type !== 'Literal' && text?.type !== 'TemplateLiteral')) return 'unknown';
  return wholeTable.test(textOf(file, text).slice(1)) ? 'read' : 'unknown';
}

/** `LIMIT 5000`, `.limit(1_000)`, `per_page=100`: the number behind the word; 0 where none is written. */
function writtenLimit(text: string): number {
  const [, digits = '0'] =
    /(?:limit|per_?page|page_?size|top|take|first|max_?results)\W{1,4}([\d_]+)/i.exec(text) ?? [];
  return Number(digits.replaceAll('_', ''));
}

const lastName = ({ callee }: TSESTree.CallExpression): string =>
  (callee.type === 'MemberExpression' ? memberName(callee) : undefined) ?? '';

const limiting = /\blimit\b|per_?page|page_?size|\btop\b|\btake\b|\bfirst\b|\bmax_?results\b/i;

/** `prisma.user.findMany()`, `User.findAll()`: mappers to objects are known by their methods. */
function ofModels(sizes: Sizes, node: Node, path: readonly string[]): ListSize {
  const plain = unwrap(node);
  if (plain.type !== 'CallExpression' || plain.callee.type !== 'MemberExpression') return 'unknown';
  const method = memberName(plain.callee) ?? '';
  const [options] = plain.arguments;
  if (/^findUnique|^findFirst/.test(method)) return options ? ofRelation(sizes, options, path) : 'unknown';
  if (!isFindingAll(plain)) return 'unknown';
  return options ? ofOptions(sizes, options) : 'read';
}

const isFindingAll = ({ callee }: TSESTree.CallExpression): boolean =>
  callee.type === 'MemberExpression' && /^(findMany|findAll)$/.test(memberName(callee) ?? '');

/** `{ where, take }`: those that are asked for by name are as many as the names. */
function ofOptions(sizes: Sizes, options: Node): ListSize {
  const { file } = sizes;
  const plain = unwrap(options);
  if (plain.type !== 'ObjectExpression') return 'unknown';
  const members = plain.properties.flatMap((one) =>
    one.type === 'Property' ? [[keyName(one), one.value] as const] : [],
  );
  const limit = members.find(([name]) => name === 'take' || name === 'limit')?.[1];
  if (limit) return isTooHigh(file, limit) ? 'read' : 'limited';
  const where = members.find(([name]) => name === 'where')?.[1];
  const named = where && namesIn(where);
  if (named) return sizeOf(sizes, named);
  if (members.length < plain.properties.length) return 'unknown';
  // How many belong to one owner cannot be told.
  return where === undefined || selectionOf(file, where) === 'rest' ? 'read' : 'unknown';
}

/** `ids` in `{ id: { in: ids } }`, where nothing else could widen the condition. */
function namesIn(where: Node): Node | undefined {
  const plain = unwrap(where);
  if (plain.type !== 'ObjectExpression') return undefined;
  for (const member of plain.properties) {
    if (member.type !== 'Property' || !/^_?id$|[iI]ds?$/.test(keyName(member) ?? '')) continue;
    const inner = unwrap(member.value);
    const list = inner.type === 'ObjectExpression' ? inner.properties[0] : undefined;
    if (list?.type === 'Property' && /^\$?in$/.test(keyName(list) ?? '')) return list.value;
  }
  return undefined;
}

/** `(await prisma.user.findUnique({ include: { orders: true } })).orders`. */
function ofRelation(sizes: Sizes, options: Node, path: readonly string[]): ListSize {
  const [name = ''] = path;
  const plain = unwrap(options);
  if (path.length !== 1 || !/s$|list$/i.test(name) || plain.type !== 'ObjectExpression') return 'unknown';
  for (const property of plain.properties) {
    if (property.type !== 'Property' || !/^(include|select)$/.test(keyName(property) ?? '')) continue;
    const relations = unwrap(property.value);
    const relation =
      relations.type === 'ObjectExpression'
        ? relations.properties.find((one) => one.type === 'Property' && keyName(one) === name)
        : undefined;
    if (relation?.type !== 'Property') continue;
    const asked = unwrap(relation.value);
    if (asked.type === 'ObjectExpression') return ofOptions(sizes, asked);
    return asked.type === 'Literal' && asked.value === true ? 'read' : 'unknown';
  }
  return 'unknown';
}

/** A call that asks for many: `find`, `findMany`, `list`, a query without a limit, or a request for a list. */
function isListing(text: string, path: readonly string[]): boolean {
  const method = /\.(\w+)\s*(<[^>]*>)?\(/g;
  const names = [...text.slice(0, 200).matchAll(method)].map(([, name = '']) => name);
  if (names.some((name) => /^(find(All|Many)?|list\w*|select|scan|search|aggregate|manyOrNone)$/.test(name)))
    return true;
  if (/\bselect\b[\s\S]*\bfrom\b/i.test(text)) return true;
  // `data.items` of a plain request: the list of an answer.
  return path.length > 0 && /^(items|results|records|entries|rows|list|\w+s)$/.test(path.at(-1) ?? '');
}

/** The remote call whose answer an expression unpacks. */
function remoteBehind(sizes: Sizes, node: Node, depth: number): Node | undefined {
  const plain = unwrap(node);
  if (sizes.remote.has(plain)) return plain;
  if (plain.type !== 'CallExpression' || plain.callee.type !== 'MemberExpression' || depth > 6) return undefined;
  if (!unpacking.test(memberName(plain.callee) ?? '')) return undefined;
  for (const terminal of sizes.file.resolver.resolve(plain.callee.object)) {
    const found = terminal.kind === 'expression' ? remoteBehind(sizes, terminal.node, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The input of an operation that names a limit, or the very things that it asks for. */
function limitIn(file: FileContext, input: Node): ListSize {
  const members = membersOf(file, input) ?? [];
  const limit = members.find(({ name }) => limitNames.test(name));
  if (limit) return isTooHigh(file, limit.value) ? 'read' : 'limited';
  // A prefix of names is how things of one's own are told from others.
  if (members.some(({ name }) => /NamePrefix$/i.test(name))) return 'unknown';
  const isNamed = members.some(
    ({ name, value }) => /(Ids|Arns|Names|Keys)$/.test(name) && unwrap(value).type === 'ArrayExpression',
  );
  return isNamed ? 'fixed' : 'read';
}

/** The text of the chain of methods around a call, such as `.limit(10).toArray()`. */
const chainText = (file: FileContext, call: Node): string => textOf(file, outermost(call));

function outermost(call: Node): Node {
  let node = call;
  while (
    node.parent?.type === 'MemberExpression' ||
    (node.parent?.type === 'CallExpression' && node.parent.callee === node)
  )
    node = node.parent;
  return node;
}
