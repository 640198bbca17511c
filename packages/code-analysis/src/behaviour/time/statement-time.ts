import { isFunction, type FunctionNode, type Node } from '../../syntax/tree.js';
import { place } from '../context.js';
import { isLoop, type Loop } from '../retries/regions.js';
import type { ExpressionTimes } from './expression-time.js';
import { longest, nothing, sequence } from './expressions.js';
import type { TimeExpression } from './types.js';

/** How often a loop runs, and what ends it. */
export type Rounds = Pick<Extract<TimeExpression, { kind: 'repeat' }>, 'times' | 'retry' | 'until'>;

/** How long functions and statements take at most. */
export class StatementTimes {
  constructor(
    private readonly expressions: ExpressionTimes,
    private readonly roundsOf: (loop: Loop) => Rounds,
  ) {}

  ofFunction(fn: FunctionNode): TimeExpression {
    if (!fn.body) return nothing;
    return fn.body.type === 'BlockStatement' ? this.#list(fn.body.body) : this.expressions.promised(fn.body);
  }

  #list(statements: readonly Node[]): TimeExpression {
    const parts: TimeExpression[] = [];
    for (const [index, statement] of statements.entries()) {
      // `if (x) return load();` takes either its own time or that of the rest.
      if (statement.type === 'IfStatement' && !statement.alternate && leaves(statement.consequent)) {
        const rest = this.#list(statements.slice(index + 1));
        const either = longest([this.#of(statement.consequent), rest]);
        return sequence([...parts, this.expressions.of(statement.test), either]);
      }
      parts.push(this.#of(statement));
      if (leaves(statement)) break;
    }
    return sequence(parts);
  }

  #of(statement: Node | null | undefined): TimeExpression {
    if (!statement || isFunction(statement)) return nothing;
    switch (statement.type) {
      case 'BlockStatement':
        return this.#list(statement.body);
      case 'ExpressionStatement':
        return this.expressions.of(statement.expression);
      case 'ReturnStatement':
        return statement.argument ? this.expressions.promised(statement.argument) : nothing;
      case 'ThrowStatement':
        return this.expressions.of(statement.argument);
      case 'VariableDeclaration':
        return sequence(statement.declarations.flatMap(({ init }) => (init ? [this.expressions.of(init)] : [])));
      case 'IfStatement':
        return sequence([
          this.expressions.of(statement.test),
          longest([this.#of(statement.consequent), this.#of(statement.alternate)]),
        ]);
      case 'SwitchStatement':
        return sequence([
          this.expressions.of(statement.discriminant),
          longest(statement.cases.map(({ consequent }) => this.#list(consequent))),
        ]);
      case 'TryStatement':
        return sequence([this.#of(statement.block), this.#of(statement.handler?.body), this.#of(statement.finalizer)]);
      case 'LabeledStatement':
        return this.#of(statement.body);
      default:
        return isLoop(statement) ? this.#loop(statement) : nothing;
    }
  }

  #loop(loop: Loop): TimeExpression {
    const body = sequence([
      ...(loop.type !== 'ForOfStatement' && loop.test ? [this.expressions.of(loop.test)] : []),
      this.#of(loop.body),
    ]);
    const before = loop.type === 'ForOfStatement' ? this.expressions.of(loop.right) : nothing;
    return sequence([before, { kind: 'repeat', at: place(loop), ...this.roundsOf(loop), body }]);
  }
}

/** Whether a statement surely leaves the list that it stands in. */
function leaves(statement: Node): boolean {
  if (statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement') return true;
  if (statement.type === 'ContinueStatement' || statement.type === 'BreakStatement') return true;
  if (statement.type !== 'BlockStatement') return false;
  const last = statement.body.at(-1);
  return last !== undefined && leaves(last);
}
