import type { ClientRetries } from '../../libraries/client-retries.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Frame } from '../../syntax/terminal.js';
import type { Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** An object of options, and the call under which it is read. */
export interface OptionsObject {
  readonly node: Node;
  readonly frame?: Frame | undefined;
}

/**
 * Calls that a client makes in all, as its options say; the nearest options come first.
 * `default`: nothing is set; `unknown`: what is set comes from elsewhere.
 */
export function attemptsIn(
  file: FileContext,
  places: readonly OptionsObject[],
  known: Pick<ClientRetries, 'paths' | 'counts'>,
): number | 'default' | 'unknown' {
  for (const { node, frame } of places) {
    for (const path of known.paths) {
      const terminals = file.resolver.resolve(node, path.split('.'), frame).filter((one) => one.kind !== 'absent');
      const values = terminals.map((one) => valueOf(file.resolver, one));
      const [first] = values;
      if (first?.kind === 'known' && typeof first.value === 'number' && values.length === 1)
        return first.value + (known.counts === 'retries' ? 1 : 0);
      if (first?.kind === 'known' && first.value === false) return 1;
      const isUnclear = terminals.some((one) => one.kind !== 'expression' || one.node.type !== 'ObjectExpression');
      if (isUnclear && terminals.length > 0) return 'unknown';
    }
  }
  return 'default';
}
