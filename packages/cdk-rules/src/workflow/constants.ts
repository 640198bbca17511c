import type { Value } from '../values/value.js';
import { asNumber, asString } from '../values/values.js';

/** A JSONata expression as Step Functions takes it: `{% 60 * 5 %}`. */
const EXPRESSION = /^\s*\{%(.*)%\}\s*$/s;
const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)|([-+*/%()]))/y;
/** No limit is written in more; longer ones were written to exhaust the reader. */
const MOST_TOKENS = 100;

/** Whether a field is an expression that is evaluated while the workflow runs. */
export const isExpression = (value: Value): boolean => EXPRESSION.test(asString(value) ?? '');

/** The number that a field of a workflow is: plain, or an expression of numbers only, which always comes to the same. */
export function constantOf(value: Value): number | undefined {
  const expression = EXPRESSION.exec(asString(value) ?? '')?.[1];
  return expression === undefined ? asNumber(value) : evaluate(expression);
}

/** Arithmetic with numbers and parentheses; undefined for everything else that JSONata knows. */
function evaluate(text: string): number | undefined {
  const tokens = tokensOf(text.trim());
  if (!tokens) return undefined;
  let at = 0;
  const takes = (...operators: readonly string[]): string | undefined => {
    const token = tokens[at];
    if (token === undefined || !operators.includes(token)) return undefined;
    at++;
    return token;
  };
  const sum = (): number => {
    let total = product();
    for (let sign = takes('+', '-'); sign !== undefined; sign = takes('+', '-'))
      total += sign === '+' ? product() : -product();
    return total;
  };
  const product = (): number => {
    let total = factor();
    for (let sign = takes('*', '/', '%'); sign !== undefined; sign = takes('*', '/', '%')) {
      const next = factor();
      total = sign === '*' ? total * next : sign === '/' ? total / next : total % next;
    }
    return total;
  };
  const factor = (): number => {
    if (takes('-') !== undefined) return -factor();
    if (takes('(') === undefined) return Number(tokens[at++]);
    const inner = sum();
    return takes(')') === undefined ? Number.NaN : inner;
  };
  const result = sum();
  return at === tokens.length && Number.isFinite(result) ? result : undefined;
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length && tokens.length < MOST_TOKENS) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    tokens.push(match[1] ?? match[2] ?? '');
  }
  return tokens.length < MOST_TOKENS ? tokens : undefined;
}
