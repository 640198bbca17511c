import { valuesOf } from '../../syntax/static-value.js';
import type { Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/**
 * More calls at once than this are no bound: clients keep 50 sockets (AWS SDK for JavaScript 3, `maxSockets`) and pools of
 * databases 10 connections (pg 8, mysql2 3), and what waits behind them runs into its timeout.
 */
export const mostAtOnce = 100;

/** The largest number that an expression may be; undefined where not every value is known. */
export function largestOf(file: FileContext, node: Node): number | undefined {
  const values = valuesOf(file.resolver, node);
  const numbers = values.flatMap((one) => (one.kind === 'known' && typeof one.value === 'number' ? [one.value] : []));
  return numbers.length === values.length ? Math.max(...numbers) : undefined;
}

/** True for a limit that lets more through than can run at once. */
export function isTooHigh(file: FileContext, limit: Node): boolean {
  return (largestOf(file, limit) ?? 0) > mostAtOnce;
}
