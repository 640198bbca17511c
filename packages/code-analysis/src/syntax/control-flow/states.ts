import type { Value, Values } from './evaluate.js';
import type { Block } from './graph.js';

/** A point of a path with what is known there. */
export interface State {
  readonly block: Block;
  readonly variables: Values;
}

interface Numbered {
  readonly variables: Values;
  readonly number: number;
}

/**
 * Gives states a number, the same to those that stand at the same block and know the same. States are looked up by the sum
 * of what they know, which needs no order, and compared where that is the same: a text for each would cost more than the walk.
 */
export class StateNumbers {
  readonly #ids = new Map<unknown, number>();
  readonly #values = new Map<unknown, number>();
  readonly #byBlock = new Map<Block, Map<number, Numbered[]>>();
  #size = 0;

  /** How many different states were asked for. */
  get size(): number {
    return this.#size;
  }

  numberOf({ block, variables }: State): number {
    let bySum = this.#byBlock.get(block);
    if (!bySum) this.#byBlock.set(block, (bySum = new Map<number, Numbered[]>()));
    const sum = this.#sumOf(variables);
    let alike = bySum.get(sum);
    if (!alike) bySum.set(sum, (alike = []));
    const known = alike.find((one) => this.#areSame(one.variables, variables));
    if (known) return known.number;
    const number = this.#size++;
    alike.push({ variables, number });
    return number;
  }

  #sumOf(variables: Values): number {
    let sum = 0;
    for (const [variable, value] of variables)
      sum = (sum + Math.imul(idIn(this.#ids, variable) * 1_000_003 + this.#idOf(value), 0x9e3779b1)) | 0;
    return sum;
  }

  #areSame(one: Values, other: Values): boolean {
    if (one === other) return true;
    if (one.size !== other.size) return false;
    for (const [variable, value] of one) {
      const others = other.get(variable);
      if (others !== value && (!others || this.#idOf(others) !== this.#idOf(value))) return false;
    }
    return true;
  }

  #idOf(value: Value): number {
    return idIn(this.#values, value.kind === 'known' ? value.value : `object ${JSON.stringify(value.members)}`);
  }
}

function idIn(ids: Map<unknown, number>, one: unknown): number {
  let id = ids.get(one);
  if (id === undefined) ids.set(one, (id = ids.size));
  return id;
}
