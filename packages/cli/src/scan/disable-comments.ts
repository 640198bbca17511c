import { ConfigCommentParser } from '@eslint/plugin-kit';
import { readJustification, type Suppression } from '@faultline/catalog';
import { positionAt, type Position, type Source } from '@faultline/code-analysis';

/** A comment that switches a rule off or on, for one rule of it, as ESLint reads it. */
interface Directive {
  readonly type: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  /** Id of the rule with the plugin's name; undefined for all rules. */
  readonly rule: string | undefined;
  readonly justification: string;
  /** Where it begins. */
  readonly at: Position;
  /** The line that it speaks of, of one for a line. */
  readonly line: number;
}

/** A comment for a rule in which it suppresses nothing. */
export interface UnusedDirective {
  readonly rule: string;
  readonly justification: string;
  readonly at: Position;
}

/** A place where a rule reports something. */
export interface Reported {
  /** Id of the rule with the plugin's name. */
  readonly rule: string;
  readonly at: Position;
}

const parser = new ConfigCommentParser();
const types = /^eslint-(disable|enable|disable-line|disable-next-line)$/;

/**
 * The comments of a file that switch rules off, with the meaning that they have in ESLint (eslint 10.15.0,
 * `lib/linter/apply-disable-directives.js`): blocks hold until the next `eslint-enable`, and a comment for a line counts
 * only where no block does.
 */
export class DisableComments {
  readonly #blocks: readonly Directive[];
  readonly #lines: readonly Directive[];
  readonly #linesByNumber = new Map<number, Directive[]>();
  /** For each rule the blocks that speak of it, each with those that hold behind it. */
  readonly #open = new Map<string, readonly OpenBlocks[]>();
  readonly #used = new Set<Directive>();

  private constructor(directives: readonly Directive[]) {
    this.#blocks = directives.filter(({ type }) => type === 'disable' || type === 'enable');
    this.#lines = directives.filter(({ type }) => type !== 'disable' && type !== 'enable');
    for (const one of this.#lines) {
      const same = this.#linesByNumber.get(one.line);
      if (same) same.push(one);
      else this.#linesByNumber.set(one.line, [one]);
    }
  }

  /** @param namespace name of our plugin; comments for other rules say nothing of ours */
  static of(source: Source, namespace: string): DisableComments {
    const comments = source.text.includes('eslint-') ? (source.ast.comments ?? []) : [];
    return new DisableComments(comments.flatMap((comment) => directivesOf(source, comment, `${namespace}/`)));
  }

  /**
   * What suppresses a report, in the order in which ESLint gives it.
   * @param counts whether it shows that a comment is of use; what is no violation needs none
   */
  suppressionsOf({ rule, at }: Reported, counts: boolean): Suppression[] {
    const blocks = this.#blocksAt(rule, at);
    const lines = (this.#linesByNumber.get(at.line) ?? []).filter((directive) => isMeant(directive, rule));
    const useful = blocks.at(-1) ?? lines.at(-1);
    if (counts && useful) this.#used.add(useful);
    return [...blocks, ...lines].map(({ justification }) => ({
      kind: 'directive' as const,
      ...readJustification(justification),
    }));
  }

  /** The blocks that hold at a place; found by halves, since files may have thousands. */
  #blocksAt(rule: string, at: Position): readonly Directive[] {
    let all = this.#open.get(rule);
    if (!all) this.#open.set(rule, (all = openBlocks(this.#blocks.filter((one) => isMeant(one, rule)))));
    let [from, to] = [0, all.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBehind(all[middle]?.at as Position, at)) to = middle;
      else from = middle + 1;
    }
    return all[from - 1]?.holding ?? [];
  }

  /** Comments that name a rule and suppressed nothing of it, after everything that counts was asked for. */
  get unused(): UnusedDirective[] {
    return [...this.#blocks, ...this.#lines].flatMap((directive) => {
      const { type, rule, justification, at } = directive;
      return type === 'enable' || rule === undefined || this.#used.has(directive) ? [] : [{ rule, justification, at }];
    });
  }
}

interface OpenBlocks {
  readonly at: Position;
  readonly holding: readonly Directive[];
}

/** Blocks within one another that are looked at, from the inside. */
const mostBlocks = 20;

function openBlocks(directives: readonly Directive[]): readonly OpenBlocks[] {
  let holding: readonly Directive[] = [];
  return directives.map((directive) => {
    holding = directive.type === 'enable' ? [] : [...holding, directive].slice(-mostBlocks);
    return { at: directive.at, holding };
  });
}

const isMeant = (directive: Directive, rule: string): boolean =>
  directive.rule === undefined || directive.rule === rule;

type Comment = NonNullable<Source['ast']['comments']>[number];

function directivesOf(source: Source, comment: Comment, prefix: string): Directive[] {
  const { label = '', value = '', justification = '' } = parser.parseDirective(comment.value) ?? {};
  const type = types.exec(label)?.[1] as Directive['type'] | undefined;
  if (!type) return [];
  const isForLine = type === 'disable-line' || type === 'disable-next-line';
  if (!isForLine && comment.type === 'Line') return [];
  const at = positionAt(source, comment.range[0]);
  const { line: last } = positionAt(source, comment.range[1]);
  if (type === 'disable-line' && last !== at.line) return [];
  const line = type === 'disable-next-line' ? last + 1 : at.line;
  const rules = Object.keys(parser.parseListConfig(value));
  const ours = rules.length === 0 ? [undefined] : rules.filter((rule) => rule.startsWith(prefix));
  return ours.map((rule) => ({ type, rule, justification, at, line }));
}

const isBehind = (one: Position, other: Position): boolean =>
  one.line > other.line || (one.line === other.line && one.column > other.column);
