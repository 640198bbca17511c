import type { TSESTree } from '@typescript-eslint/utils';
import {
  clientLibraries,
  createLookup,
  isExportOf,
  knownLibraries,
  type ClientLibrary,
  type Lookup,
  type Shape,
} from '../libraries/index.js';
import { instrumented } from '../libraries/instrumented.js';
import { ownLibrary } from '../libraries/own-clients.js';
import type { Settings } from '../settings.js';
import { declaredOrigin, type Origin } from '../syntax/declared-origin.js';
import { Resolver } from '../syntax/resolve.js';
import { Scopes } from '../syntax/scopes.js';
import type { Terminal } from '../syntax/terminal.js';
import { isFunction, walk, type FunctionNode, type Node, type NodeOfType } from '../syntax/tree.js';
import { Engine, type Asked } from '../questions/engine.js';
import type { AnyQuestion } from '../questions/entry.js';
import { noProject } from '../questions/project.js';
import type { Question } from '../questions/question.js';
import type { Source } from '../syntax/source.js';
import type { ExportFact } from './modules/types.js';
import { constructedClient } from './constructed-clients.js';
import { importedFactory, importedWrapper } from './imported-wrappers.js';
import { injectedFetch } from './injected-fetch.js';
import { packageVersion } from './packages/package-version.js';
import { projectPath } from './project-path.js';
import { specifiersOf } from './specifiers.js';
import type { LibraryRef, Place } from './types.js';

export type Call = TSESTree.CallExpression;
export type Construction = TSESTree.CallExpression | TSESTree.NewExpression;

/** An export of a library that a callee stands for. */
export interface KnownExport {
  readonly library: ClientLibrary;
  readonly role: 'client' | 'call';
  readonly shape: Shape;
  readonly module: string;
  /** Dotted path from the module. */
  readonly name: string;
  /** Whoever makes the object or calls the function hands it in. */
  readonly injected?: boolean;
  /** It is a function of another file, of which this is known; `further` are other parameters that take bounds. */
  readonly wrapper?: { readonly fact: ExportFact; readonly further: readonly number[] };
}

const lookups = new WeakMap<Settings, Lookup>();

/** Everything that the collectors of facts share for one file. */
export class FileContext {
  readonly resolver: Resolver;
  readonly lookup: Lookup;
  readonly #following = new Set<Node>();
  readonly #origins = new Map<Node, Origin | undefined>();
  readonly #known = new Map<Node, KnownExport | undefined>();
  #callers: Map<FunctionNode, Call[]> | undefined;
  #index: NodeIndex | undefined;
  #path: string | undefined;
  #specifiers: readonly string[] | undefined;
  readonly #found = new Map<unknown, unknown>();
  readonly #asked = new Map<string, Asked>();

  constructor(
    readonly source: Source,
    readonly settings: Settings,
    /** Absolute path, or how the host names text without one. */
    readonly filename: string,
    /** What knows other files; without one there are none. */
    readonly engine = new Engine(noProject),
  ) {
    this.resolver = new Resolver(new Scopes(source.scopeManager), () => this.assignments);
    this.lookup = lookupFor(settings);
  }

  /** The file of the project that a specifier names; undefined for packages, and where the host knows no other files. */
  fileOf(specifier: string): string | undefined {
    return this.engine.project.resolve(specifier, this.filename);
  }

  /** What another file has to say. It is noted that what is read off this one hangs on it. */
  ask<Key, Answer>(question: Question<Key, Answer>, key: Key): Answer {
    const answer = this.engine.ask(question, key);
    const id = `${question.name}\0${question.keyOf(key)}`;
    if (!this.#asked.has(id)) this.#asked.set(id, { question: question as unknown as AnyQuestion, key, answer });
    return answer;
  }

  /** Everything that was asked of other files, with the answers. */
  get asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /** What is found of the file, once for each key. Weak maps by file would cost more than what they spare. */
  once<T>(key: unknown, find: () => T): T {
    if (!this.#found.has(key)) this.#found.set(key, find());
    return this.#found.get(key) as T;
  }

  /** Path below the working folder, with forward slashes. */
  get path(): string {
    return (this.#path ??= projectPath(this.filename));
  }

  /** The modules that the file imports, as they are written there. */
  get specifiers(): readonly string[] {
    return (this.#specifiers ??= specifiersOf(this.source));
  }

  /** The entries of a table whose modules the file imports: a cheap test before each call is followed. */
  near<Entry extends { readonly modules: readonly string[] }>(table: readonly Entry[]): readonly Entry[] {
    return this.once(table, () =>
      this.specifiers.length > 0
        ? table.filter(({ modules }) => modules.some((module) => this.specifiers.includes(module)))
        : [],
    );
  }

  /** All calls and constructions, in source order. */
  get calls(): readonly Construction[] {
    return this.index().calls;
  }

  get assignments(): readonly TSESTree.AssignmentExpression[] {
    return this.nodes('AssignmentExpression');
  }

  /** All nodes of a type, in source order. The tree is walked once for all types, when the first is asked for. */
  nodes<T extends `${Node['type']}`>(type: T): readonly NodeOfType<T>[] {
    const { byType } = this.index();
    if (type === 'Identifier' && !byType.has(type)) byType.set(type, identifiersOf(this.source));
    return (byType.get(type) ?? []) as Node[] as NodeOfType<T>[];
  }

  /** Walks the tree, if that was not done yet; nodes have a parent from then on. */
  index(): NodeIndex {
    return (this.#index ??= indexNodes(this.source));
  }

  version(specifier: string): string | undefined {
    return packageVersion(specifier, this.filename)?.version;
  }

  /** The export of a known library that a call or construction uses. */
  known(node: Construction): KnownExport | undefined {
    if (!this.#known.has(node))
      this.#known.set(
        node,
        this.#find(node) ?? importedWrapper(this, node) ?? importedFactory(this, node) ?? injectedFetch(this, node),
      );
    return this.#known.get(node);
  }

  #find(node: Construction): KnownExport | undefined {
    const callee = this.origin(node.callee);
    if (!callee) return constructedClient(this, node);
    const construct = node.type === 'NewExpression';
    const name = callee.path.join('.');
    const match = this.lookup.libraryFor(callee.module, name, this.version(callee.module));
    if (!match) return constructedClient(this, node);
    if (Boolean(match.shape.construct) === construct) return { ...match, module: callee.module, name };
    const others = match.role === 'client' ? match.library.clients : match.library.calls;
    const other = others.find((shape) => shape.export === match.shape.export && Boolean(shape.construct) === construct);
    return other && { ...match, shape: other, module: callee.module, name };
  }

  /** Module and path of an expression that stands for an import or a global (module `global`); the first that does. */
  origin(node: Node): Origin | undefined {
    const declared = declaredOrigin(this.resolver, node);
    if (declared) return declared === 'none' ? undefined : declared;
    const isOutermost = this.#following.size === 0;
    if (isOutermost && this.#origins.has(node)) return this.#origins.get(node);
    // `x = x.extend()` comes back to itself.
    if (this.#following.has(node)) return undefined;
    this.#following.add(node);
    let origin: Origin | undefined;
    try {
      origin = this.#originOf(node);
    } finally {
      this.#following.delete(node);
    }
    // What was cut short by a question further out is true for that one only.
    if (isOutermost) this.#origins.set(node, origin);
    return origin;
  }

  #originOf(node: Node): Origin | undefined {
    for (const terminal of this.resolver.resolve(node)) {
      const origin = originOf(terminal) ?? this.#derivedClass(terminal) ?? this.#instrumented(terminal);
      if (origin) return origin;
    }
    return undefined;
  }

  /** `Octokit.plugin(retry)` is a class like `Octokit`: a method of a known class that makes another class. */
  #derivedClass(terminal: Terminal): Origin | undefined {
    if (terminal.kind !== 'expression' || terminal.path.length > 0 || terminal.node.type !== 'CallExpression')
      return undefined;
    if (terminal.node.callee.type !== 'MemberExpression') return undefined;
    const base = originOf(this.resolver.single(terminal.node.callee.object));
    const derived = base ?? this.origin(terminal.node.callee.object);
    if (!derived) return undefined;
    const match = this.lookup.libraryFor(derived.module, derived.path.join('.'), this.version(derived.module));
    return match?.role === 'client' && match.shape.construct ? derived : undefined;
  }

  /** `captureAWS(require('aws-sdk'))` is that module. */
  #instrumented(terminal: Terminal): Origin | undefined {
    if (terminal.kind !== 'expression' || terminal.node.type !== 'CallExpression') return undefined;
    if (!this.specifiers.some((specifier) => specifier.startsWith('aws-xray-sdk'))) return undefined;
    const tracer = originOf(this.resolver.single(terminal.node.callee));
    const by = tracer && instrumented.find((one) => isExportOf(one, tracer.module, tracer.path.join('.')));
    const given = by && terminal.node.arguments[by.argument];
    const module = given && this.origin(given);
    return module && { module: module.module, path: [...module.path, ...terminal.path] };
  }

  /** Calls in this file whose callee is the function. */
  callersOf(fn: FunctionNode): readonly Call[] {
    if (!this.#callers) {
      this.#callers = new Map();
      for (const call of this.calls) {
        if (call.type !== 'CallExpression') continue;
        for (const callee of this.resolver.resolve(call.callee)) {
          if (callee.kind !== 'expression' || callee.path.length > 0 || !isFunction(callee.node)) continue;
          this.#callers.set(callee.node, [...(this.#callers.get(callee.node) ?? []), call]);
        }
      }
    }
    return this.#callers.get(fn) ?? [];
  }

  /** What facts say of a library. */
  reference({ library, module }: Pick<KnownExport, 'library' | 'module'>): LibraryRef {
    const version = packageVersion(module, this.filename)?.shown;
    return {
      label: library.label,
      module,
      family: library.family,
      ...(version !== undefined && { version }),
      ...(library.versions !== undefined && { versioned: true }),
      ...((library.slowByNature || module === '@aws-sdk/client-bedrock-runtime') && { slowByNature: true }),
      without: library.byDefault.says,
      repair: library.repair,
    };
  }
}

interface NodeIndex {
  readonly calls: readonly Construction[];
  readonly byType: Map<string, Node[]>;
}

function indexNodes({ ast, visitorKeys }: Source): NodeIndex {
  const calls: Construction[] = [];
  const byType = new Map<string, Node[]>();
  walk(ast, visitorKeys, (node) => {
    // Every other node is a name, and hardly any question is for those.
    if (node.type === 'Identifier') return;
    if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.push(node);
    const same = byType.get(node.type);
    if (same) same.push(node);
    else byType.set(node.type, [node]);
  });
  return { calls, byType };
}

function identifiersOf({ ast, visitorKeys }: Source): Node[] {
  const found: Node[] = [];
  walk(ast, visitorKeys, (node) => {
    if (node.type === 'Identifier') found.push(node);
  });
  return found;
}

export function originOf(terminal: Terminal | undefined): Origin | undefined {
  if (terminal?.kind === 'module') return { module: terminal.module, path: terminal.path };
  return terminal?.kind === 'global' ? { module: 'global', path: terminal.path } : undefined;
}

export function place(node: Node): Place {
  return { range: [node.range[0], node.range[1]] };
}

/** The libraries that are known under some settings. */
export function lookupFor(settings: Settings): Lookup {
  if (settings.clients.length === 0) return knownLibraries;
  let lookup = lookups.get(settings);
  if (!lookup)
    lookups.set(settings, (lookup = createLookup([...clientLibraries, ...settings.clients.map(ownLibrary)])));
  return lookup;
}
