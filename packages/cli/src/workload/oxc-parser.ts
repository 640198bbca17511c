import { createRequire } from 'node:module';
import type { Source } from '@faultline/code-analysis';
import { analyze, type AnalyzeOptions } from '@typescript-eslint/scope-manager';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import type * as Oxc from 'oxc-parser';
import { tokensOf } from './source-tokens.js';
import type { ParseSource } from './source-parser.js';

type Ast = Source['ast'];
type Node = Record<string, unknown> & { readonly type: string; readonly range: [number, number]; parent?: Node };

/** Members that typescript-eslint leaves undefined where nothing is written, and oxc sets to null. */
const leftUndefined = new Set([
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
  'superTypeArguments',
]);

/**
 * The parser of oxc, whose tree has the form of typescript-eslint's (oxc-parser 0.159.0, `astType: 'ts'`) without
 * parents, tokens and places in lines. Where there is no build of it for the machine, it refuses everything.
 */
export function oxcParser(): ParseSource {
  const oxc = loaded();
  return (file, text) => {
    if (!oxc) return undefined;
    const { program, comments } = parsed(oxc, file, text) ?? {};
    if (!program || !comments) return undefined;
    const ast = program as unknown as Ast;
    ast.comments = comments.map((comment) => ({
      ...comment,
      range: [comment.start, comment.end],
    })) as unknown as Ast['comments'];
    completed(ast as unknown as Node);
    withTokens(ast, text, file);
    const scopeManager = analyze(ast as Parameters<typeof analyze>[0], scopeOptions);
    return { ast, scopeManager, visitorKeys, text } as unknown as Source;
  };
}

/** As a module, and what is refused so as a script: only that has HTML comments, and names such as `await`. */
function parsed(oxc: typeof Oxc, file: string, text: string): Oxc.ParseResult | undefined {
  for (const sourceType of goalsOf(file)) {
    const lang = langOf(file);
    const result = oxc.parseSync(file, text, { astType: 'ts', lang, sourceType, range: true, preserveParens: false });
    if (!result.errors.some(({ severity }) => severity === 'Error')) return result;
  }
  return undefined;
}

function goalsOf(file: string): readonly ('module' | 'script' | 'commonjs')[] {
  if (/\.c[jt]s$/.test(file)) return ['commonjs'];
  return /\.m[jt]s$/.test(file) ? ['module'] : ['module', 'script'];
}

/** No library of types is declared: a name of it is a global like others. */
const scopeOptions: AnalyzeOptions = { sourceType: 'module', lib: [] };

function loaded(): typeof Oxc | undefined {
  try {
    return createRequire(import.meta.url)('oxc-parser') as typeof Oxc;
  } catch {
    return undefined;
  }
}

function langOf(file: string): 'ts' | 'tsx' | 'jsx' | 'dts' {
  if (/\.d\.[cm]?ts$/.test(file)) return 'dts';
  if (/\.[cm]?ts$/.test(file)) return 'ts';
  return file.endsWith('.tsx') ? 'tsx' : 'jsx';
}

/** Gives every node its parent, and the members that are not written the value that checks know. */
function completed(root: Node): void {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      const child = node[key];
      if (Array.isArray(child)) {
        for (const one of child as (Node | null)[]) {
          if (!one) continue;
          one.parent = node;
          pending.push(one);
        }
      } else if (child) {
        (child as Node).parent = node;
        pending.push(child as Node);
      } else if (child === null && leftUndefined.has(key)) node[key] = undefined;
    }
  }
}

/** Tokens are wanted for the few files in which something is found, and are read when they are. */
function withTokens(ast: Ast, text: string, file: string): void {
  let tokens: Ast['tokens'] | undefined;
  Object.defineProperty(ast, 'tokens', {
    get: () => (tokens ??= tokensOf(text, !/\.[cm]?ts$/.test(file))),
    enumerable: false,
  });
}
