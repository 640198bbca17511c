import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { textOf } from '../retries/regions.js';

const success = /^(?:ok|(?:is|was|has)?_?(?:success(?:ful)?|succeeded)|sent|saved|delivered|published|done)$/i;
const state = /^(?:status|state|type|kind|result|outcome|_?tag|code)$/i;
const failed = /fail|error|reject/i;
const details = /^(?:err|errors?|error_?(?:msg|message|code|type)|failures?|exception)$/i;
/** Makers of the failing half of a result: `err` of neverthrow and ts-results, `left` of fp-ts, and their like. */
const makers =
  /^(?:err|errAsync|error|fail|failed|failure|failWith|left|toError|make(?:Err|Error|Failure|Left)|asErr(?:or)?)$/i;

/**
 * True for a value that tells of a failure to whoever reads it: `false`, `null`, the error, `{ ok: false }`, `{ error }`,
 * `{ status: 'failed' }`, `[error, null]`, `err(error)`.
 * @param error the error that was caught
 */
export function saysFailure(file: FileContext, value: Node, error: Node | null | undefined): boolean {
  const plain = unwrap(value);
  const isError = (node: Node | null): boolean =>
    node?.type === 'Identifier' && error?.type === 'Identifier' && node.name === error.name;
  switch (plain.type) {
    case 'Identifier':
      return isError(plain) || plain.name === 'undefined';
    case 'Literal':
      return plain.value === false || plain.raw === 'null';
    case 'ArrayExpression':
      return plain.elements.some(isError);
    case 'CallExpression': {
      const { callee } = plain;
      const name = callee.type === 'MemberExpression' ? memberName(callee) : textOf(file, callee);
      return makers.test(name ?? '');
    }
    case 'ObjectExpression':
      return plain.properties.some((one) => one.type === 'Property' && memberSaysFailure(file, one.key, one.value));
    default:
      return false;
  }
}

function memberSaysFailure(file: FileContext, key: Node, given: Node): boolean {
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
  const value = unwrap(given);
  if (success.test(name)) return value.type === 'Literal' && value.value === false;
  if (state.test(name)) return failed.test(textOf(file, value));
  if (/^status_?code$/i.test(name)) return value.type === 'Literal' && Number(value.value) >= 400;
  return details.test(name) && !/^(?:null|undefined|false|\[\])$/.test(textOf(file, value));
}
