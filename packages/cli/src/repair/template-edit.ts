import { applyEdits as applyJsonEdits, findNodeAtLocation, modify, parseTree, type ParseError } from 'jsonc-parser';
import { isMap, isSeq, parseDocument, stringify, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { applyEdits, type TextEdit } from './edits.js';

/** A path into a document: names of members and indexes of lists. */
export type Path = readonly (string | number)[];
/** What can be written. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [name: string]: Plain };

/**
 * Writes one value into a template and leaves everything else as it is: comments, order, quotes, indents.
 * Members that the path needs and that are not there are made; a value that is there is replaced.
 * @returns the new text; undefined where the path leads through something that is no map or list, such as an intrinsic function
 */
export function setInTemplate(text: string, path: Path, value: Plain): string | undefined {
  return /^\s*\{/.test(text) ? setInJson(text, path, value) : setInYaml(text, path, value);
}

function setInJson(text: string, path: Path, value: Plain): string | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  if (!tree || errors.length > 0) return undefined;
  for (let length = 1; length < path.length; length += 1) {
    const node = findNodeAtLocation(tree, [...path.slice(0, length)]);
    if (!node) break;
    const wanted = typeof path[length] === 'number' ? 'array' : 'object';
    if (node.type !== wanted || isFunction(node.children?.map((child) => String(child.children?.[0]?.value))))
      return undefined;
  }
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol: eolOf(text) };
  return applyJsonEdits(text, modify(text, [...path], value, { formattingOptions }));
}

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** An object with one member that CloudFormation replaces by something else. */
function isFunction(names: readonly string[] | undefined): boolean {
  return names?.length === 1 && /^(?:Ref|Condition|Fn::.+)$/.test(names[0] ?? '');
}

function setInYaml(text: string, path: Path, value: Plain): string | undefined {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  let node: unknown = document.contents;
  for (const [depth, step] of path.entries()) {
    const rest = path.slice(depth + 1);
    if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step];
      if (item === undefined) return undefined;
      if (rest.length === 0) return replaced(text, item as Node, value);
      node = item;
      continue;
    }
    if (!isMap(node) || typeof step !== 'string' || isTagged(node) || isFunction(keysOf(node))) return undefined;
    const pair = node.items.find((item) => keyOf(item) === step);
    if (!pair) return inserted(text, node, step, nest(rest, value));
    if (rest.length === 0) return replaced(text, pair.value as Node | null, value);
    // `Properties:` without anything behind it.
    if (pair.value === null || (pair.value as Scalar).value === null) return undefined;
    node = pair.value;
  }
  return undefined;
}

const keyOf = (pair: Pair): string => String((pair.key as Scalar | null)?.value ?? pair.key);
const keysOf = (map: YAMLMap): string[] => map.items.map(keyOf);
const isTagged = (node: Node): boolean => node.tag?.startsWith('!') === true && !node.tag.startsWith('!!');

function nest(path: Path, value: Plain): Plain {
  return path.reduceRight<Plain>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
}

function replaced(text: string, node: Node | null, value: Plain): string | undefined {
  if (!node?.range || typeof value === 'object' || isMap(node) || isSeq(node)) return undefined;
  const edit: TextEdit = { start: node.range[0], end: node.range[1], text: stringify(value).trimEnd() };
  return applyEdits(text, [edit]);
}

function inserted(text: string, map: YAMLMap, name: string, value: Plain): string | undefined {
  const { range } = map;
  if (!range) return undefined;
  if (map.flow) {
    const entry = stringify({ [name]: value }, { collectionStyle: 'flow', lineWidth: 0 })
      .trim()
      .replace(/^\{\s*|\s*\}$/g, '');
    const isEmpty = map.items.length === 0;
    return applyEdits(text, [{ start: range[0] + 1, end: range[0] + 1, text: isEmpty ? ` ${entry} ` : ` ${entry},` }]);
  }
  const first = (map.items[0]?.key as Node | undefined)?.range?.[0];
  const last = lastEnd(map);
  if (first === undefined || last === undefined) return undefined;
  const eol = eolOf(text);
  const indent = ' '.repeat(first - (text.lastIndexOf('\n', first - 1) + 1));
  const lines = stringify({ [name]: value }, { indent: 2, lineWidth: 0 })
    .trimEnd()
    .split('\n');
  const entry = lines.map((line) => indent + line).join(eol);
  const end = endOfLine(text, last);
  const edit =
    end === undefined ? { start: text.length, text: `${eol}${entry}${eol}` } : { start: end, text: `${entry}${eol}` };
  return applyEdits(text, [{ ...edit, end: edit.start }]);
}

/** Where the last value of a map ends, or its key where it has no value. */
function lastEnd(map: YAMLMap): number | undefined {
  const last = map.items.at(-1);
  const value = last?.value as Node | null | undefined;
  return value?.range?.[1] ?? (last?.key as Node | undefined)?.range?.[1];
}

/** The start of the line behind an offset, past a comment on the same line; undefined on the last line without an end. */
function endOfLine(text: string, offset: number): number | undefined {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? undefined : end + 1;
}
