import { fileView, type Engine, type FileView, type ModuleUse } from '@faultline/code-analysis';
import type { TextRange } from './definition.js';

/** A call over the network. */
export interface NetworkCall {
  /** The callee, where a finding about the call stands. */
  readonly range: TextRange;
  /** As written, such as `axios.post`. */
  readonly name: string;
  /** Module of the client library; `global` for what needs no import. */
  readonly module: string;
  /** Whether something ends it in time, over all that this call, its client and its wrappers say. */
  readonly time: 'bounded' | 'unbounded' | 'partly' | 'undetermined';
  /** Least of the limits whose milliseconds are known. */
  readonly milliseconds?: number;
}

/** A function that something outside of the file starts. */
export interface Handler {
  readonly range: TextRange;
  /** Name of the function or route; empty where there is none. */
  readonly name: string;
  /** What starts it, such as `sqs`, `http`, `schedule` or `cron`. */
  readonly source: string;
  /** Whether it can run twice for one intent. */
  readonly reRunnable: boolean;
  /** Functions of the file that run on its behalf, itself included. */
  readonly reaches: readonly TextRange[];
}

/** Code that does the same thing again after it has failed. */
export interface Retry {
  readonly range: TextRange;
  readonly limit: 'limited' | 'unlimited' | 'unknown';
  /** Calls made at most, the first included, where that is known. */
  readonly attempts?: number;
}

/** A source file, and what is known of it with the whole project in view. */
export interface CodeFile {
  /** Relative to the scanned folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The syntax tree in the flavour of typescript-eslint. */
  readonly ast: object;
  /** Where the code runs: `server`, `script`, `unknown` and the like. */
  readonly runs: string;
  readonly calls: readonly NetworkCall[];
  readonly handlers: readonly Handler[];
  readonly retries: readonly Retry[];
  /** Calls and constructions of what a module exports, however it was imported; of all modules without a name. */
  uses(module?: string): readonly ModuleUse[];
  /** The file of the project that an import means; undefined for packages, and where there is none. */
  imported(specifier: string): CodeFile | undefined;
}

/** @param file absolute path @returns undefined for a file that cannot be read or parsed */
export function codeFile(engine: Engine, file: string): CodeFile | undefined {
  const view = fileView(engine, file);
  return view && new ViewedFile(engine, file, view);
}

/** What is found only when a check asks for it. */
class ViewedFile implements CodeFile {
  readonly path: string;
  readonly text: string;
  readonly ast: object;
  #uses: readonly ModuleUse[] | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly file: string,
    private readonly view: FileView,
  ) {
    this.path = engine.project.display(file);
    this.text = view.source.text;
    this.ast = view.source.ast;
  }

  get runs(): string {
    return this.view.facts.where.where;
  }

  get calls(): readonly NetworkCall[] {
    return this.view.facts.calls.map(({ callee, name, library, bound }) => {
      const limits = bound.options.flatMap(({ state, ms }) => (state === 'set' && ms !== undefined ? [ms] : []));
      const milliseconds = limits.length > 0 ? { milliseconds: Math.min(...limits) } : {};
      return { range: callee.range, name, module: library.module, time: bound.status, ...milliseconds };
    });
  }

  get handlers(): readonly Handler[] {
    return this.view.facts.handlers.map(({ at, name, source, reRunnable, reaches }) => ({
      range: at.range,
      name,
      source,
      reRunnable,
      reaches: reaches.map(({ range }) => range),
    }));
  }

  get retries(): readonly Retry[] {
    return this.view.facts.retries.map(({ at, limit }) => ({
      range: at.range,
      limit: limit?.state ?? 'unknown',
      ...(limit?.attempts !== undefined && { attempts: limit.attempts }),
    }));
  }

  uses(module?: string): readonly ModuleUse[] {
    this.#uses ??= this.view.uses();
    return module === undefined ? this.#uses : this.#uses.filter((use) => use.module === module);
  }

  imported(specifier: string): CodeFile | undefined {
    const file = this.engine.project.resolve(specifier, this.file);
    return file === undefined ? undefined : codeFile(this.engine, file);
  }
}
