import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import type { Share } from './shares.js';

const unique = /^(?:id|_id|uuid|uid|pk|slug|email|key|token|hash|sha\d*|username|address)$|Token$/;
/** What records belong to, by the name of the member that says so. */
const owning =
  /[a-z](?:Id|ID|Uuid|Address)$|_(?:id|uuid)$|^(?:owner|user|tenant|account|org|organi[sz]ation|project|customer|team|workspace|company|author|createdBy|created_by|wallet)$/;
/** A flag that few records have at a time. */
const rare = /default|primary|main|admin|owner|system|global|current|latest|builtin|root|role/i;
/** States that a record is in for a while. */
const passing =
  /pending|open|active|running|queued?|processing|draft|new$|unread|due$|scheduled|progress|ready|current|valid|failed|locked/i;
/** Flags and times of the same kind: `isOpen: true`, `sentAt: null`. */
const passingFlag =
  /pending|open|running|queued|processing|unread|unseen|^(?:completed|finished|processed|sent|delivered|read|seen|ended|resolved|closed|approved|acknowledged)/i;

/** What a member of a condition is compared with: what is written out, or what the caller gives. */
export type Compared =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'given' }
  | { readonly kind: 'computed' };

/** What a comparison of a member with one value leaves. */
export function shareOfValue(name: string, compared: Compared): Share {
  switch (compared.kind) {
    case 'literal':
      if (rare.test(name) || unique.test(name)) return 'part';
      if (typeof compared.value === 'string') return passing.test(compared.value) ? 'passing' : 'rest';
      return passingFlag.test(name.replace(/^(?:is|has)_?/, '')) ? 'passing' : 'rest';
    case 'constant':
      return rare.test(name) ? 'part' : passing.test(compared.text) ? 'passing' : 'rest';
    case 'given':
      return unique.test(name) ? 'one' : owning.test(name) ? 'owner' : 'part';
    case 'computed':
      return owning.test(name) ? 'owner' : 'part';
  }
}

/** `STATUS_OPEN`, and a member of `Status`. */
export const isConstant = (path: readonly string[]): boolean =>
  /^[A-Z][A-Z0-9_]+$/.test(path.at(-1) ?? '') || (path.length > 1 && /^[A-Z]/.test(path.at(-2) ?? ''));

/** `new Date()`: what is not over yet. */
export function isNow(file: FileContext, given: Node): boolean {
  const terminal = file.resolver.single(given);
  const value = terminal?.kind === 'expression' ? unwrap(terminal.node) : undefined;
  return (
    value?.type === 'NewExpression' &&
    value.arguments.length === 0 &&
    value.callee.type === 'Identifier' &&
    value.callee.name === 'Date'
  );
}

/** `['active', 'trialing']`: states. */
export function isFixedList(file: FileContext, value: Node): boolean {
  return file.resolver.resolve(value).every((terminal) => {
    if (terminal.kind === 'module') return isConstant(terminal.path);
    const list = terminal.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : undefined;
    return (
      list?.type === 'ArrayExpression' &&
      list.elements.length > 0 &&
      list.elements.every((one) => one && (one.type === 'Literal' || enumMember(one) !== undefined))
    );
  });
}

/** The last name of `Status.Open` or `STATUS_OPEN`. */
export function enumMember(value: Node): string | undefined {
  const plain = unwrap(value);
  if (plain.type === 'Identifier') return isConstant([plain.name]) ? plain.name : undefined;
  const owner = plain.type === 'MemberExpression' ? unwrap(plain.object) : undefined;
  return plain.type === 'MemberExpression' && owner?.type === 'Identifier' && /^[A-Z]/.test(owner.name)
    ? memberName(plain)
    : undefined;
}
