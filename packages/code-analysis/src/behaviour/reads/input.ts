import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Terminal } from '../../syntax/terminal.js';
import { valueOf } from '../../syntax/static-value.js';
import type { FileContext } from '../context.js';
import { membersOf, writtenText, type Member } from '../mutations/objects.js';

/** What the input of a listing operation says of the size of the list. */
export type Narrowing =
  /** It names what it wants. */
  | 'named'
  /** It takes up the list where the last page ended. */
  | 'continued'
  /** It asks for a small number on purpose. */
  | 'few'
  /** A filter or an open input narrows it by what is not known here. */
  | 'unknown'
  | 'none';

const starts =
  /^(NextToken|nextToken|Marker|marker|ContinuationToken|ExclusiveStart\w+|StartAfter|KeyMarker|PageToken|PaginationToken|StartRecord\w+|position)$/;
const sizes = /^(Limit|limit|Max(Results|Keys|Items|Records)|maxResults|PageSize|pageSize)$/;
const plurals = /(Ids|Names|Arns|ARNs|Identifiers|ids|names|arns)$/;
/** From here on a size is that of a page, and not the number that is wanted. */
const page = 50;

/** Judges the input of an operation such as `DescribeStacks`. */
export function narrowingOf(file: FileContext, service: string, operation: string, input: Node | undefined): Narrowing {
  if (!input) return 'none';
  const members = membersOf(file, input);
  if (!members) return isEmptyObject(file, input) ? 'none' : 'unknown';
  const found = members.map((member) => narrowedBy(file, service, operation, member));
  if (service === 'dynamodb' && operation === 'Query' && namesWholeKey(file, members)) return 'named';
  if (hasSpread(file, input)) found.push('unknown');
  for (const kind of ['continued', 'named', 'few', 'unknown'] as const) if (found.includes(kind)) return kind;
  return 'none';
}

function narrowedBy(file: FileContext, service: string, operation: string, { name, value }: Member): Narrowing {
  const values = file.resolver.resolve(value);
  if (values.every(({ kind }) => kind === 'absent')) return 'none';
  if (starts.test(name)) return 'continued';
  if (sizes.test(name)) return sizeOf(file, service, values);
  if (isSelector(operation, name)) return values.some((one) => mayBeAbsent(file, one)) ? 'none' : 'named';
  if (/prefix$/i.test(name)) return service === 's3' ? 'none' : 'unknown';
  if (service === 'dynamodb') return 'none';
  if (/filters?$/i.test(name)) return filterOf(file, value);
  return 'none';
}

const wholeKey = /^\(?\s*[#\w]+\s*=\s*:\w+\s+and\s+[#\w]+\s*=\s*:\w+\s*\)?$/i;

/** A partition key and a sort key of a table, each by its value, name one item; those of an index may name several. */
function namesWholeKey(file: FileContext, members: readonly Member[]): boolean {
  if (members.some(({ name }) => name === 'IndexName')) return false;
  const condition = members.find(({ name }) => name === 'KeyConditionExpression');
  return wholeKey.test((condition && writtenText(file, condition.value)?.trim()) ?? '');
}

function sizeOf(file: FileContext, service: string, values: readonly Terminal[]): Narrowing {
  const known = values.map((one) => valueOf(file.resolver, one));
  const numbers = known.flatMap((one) => (one.kind === 'known' && typeof one.value === 'number' ? one.value : []));
  if (numbers.length < known.length) return 'unknown';
  // The number of DynamoDB has no upper end, so whoever writes it wants so many.
  return service === 'dynamodb' || Math.max(...numbers) < page ? 'few' : 'none';
}

/** `StackName` of `DescribeStacks`, `InstanceIds` of `DescribeInstances`, `Versions` of `DescribeLaunchTemplateVersions`. */
function isSelector(operation: string, member: string): boolean {
  // `Path` of `GetParametersByPath` names what the list belongs to, and not its elements.
  const noun = operation.replace(/^(Describe|List|Get)/, '').replace(/By[A-Z]\w*$/, '');
  const one = noun.replace(/ies$/, 'y').replace(/s$/, '');
  const name = member.charAt(0).toUpperCase() + member.slice(1);
  if (/^(List|Query|Scan)/.test(operation) && !plurals.test(member)) return false;
  return (
    plurals.test(member) ||
    noun.endsWith(name) ||
    [`${one}Name`, `${one}Id`, `${one}Arn`, `${one}Identifier`].some((selector) => selector === name)
  );
}

/** True for a value that may be left out: a branch, or a member that its written type makes optional. */
function mayBeAbsent(file: FileContext, terminal: Terminal): boolean {
  if (terminal.kind === 'absent') return true;
  if (terminal.kind !== 'parameter') return false;
  if (terminal.path.length === 0) return terminal.optional;
  const { annotation, path } = terminal;
  const name = annotation?.type === 'TSTypeReference' ? annotation.typeName : undefined;
  if (name?.type !== 'Identifier' || path.length > 1) return false;
  const shape = file.nodes('TSInterfaceDeclaration').find(({ id }) => id.name === name.name)?.body.body;
  return (shape ?? []).some(
    (member) =>
      member.type === 'TSPropertySignature' &&
      member.optional &&
      member.key.type === 'Identifier' &&
      member.key.name === path[0],
  );
}

/** A filter that asks for whatever contains a text leaves a list; one by an id, or one from elsewhere, may leave one. */
function filterOf(file: FileContext, filter: Node): Narrowing {
  const text = writtenText(file, filter) ?? optionsIn(file, filter);
  return text !== undefined && /^(Contains|BeginsWith)$/.test(text) ? 'none' : 'unknown';
}

/** The `Option` of each filter of a list, where all are the same; also of a list that is mapped to filters. */
function optionsIn(file: FileContext, filter: Node): string | undefined {
  const terminal = file.resolver.single(filter);
  const list = terminal?.kind === 'expression' ? unwrap(terminal.node) : undefined;
  const elements =
    list?.type === 'ArrayExpression' ? list.elements : list?.type === 'CallExpression' ? mappedTo(list) : [];
  const options = new Set(elements.map((one) => (one ? writtenText(file, one, ['Option']) : undefined)));
  return options.size === 1 ? [...options][0] : undefined;
}

function mappedTo(call: Extract<Node, { type: 'CallExpression' }>): readonly (Node | null)[] {
  const [fn] = call.arguments;
  const isMap = call.callee.type === 'MemberExpression' && memberName(call.callee) === 'map';
  return isMap && fn?.type === 'ArrowFunctionExpression' && fn.body.type !== 'BlockStatement' ? [fn.body] : [];
}

function isEmptyObject(file: FileContext, input: Node): boolean {
  const terminal = file.resolver.single(input);
  if (terminal?.kind !== 'expression') return false;
  return terminal.node.type === 'ObjectExpression' && terminal.node.properties.length === 0;
}

/** True for an object into which another one is spread that is not written out here. */
function hasSpread(file: FileContext, input: Node): boolean {
  return file.resolver.resolve(input).some((terminal) => {
    const object = terminal.kind === 'expression' ? unwrap(terminal.node) : undefined;
    return (
      object?.type === 'ObjectExpression' &&
      object.properties.some((one) => one.type === 'SpreadElement' && !membersOf(file, one.argument))
    );
  });
}
