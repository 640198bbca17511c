import { asString, type Resource } from '@faultline/cdk-rules/analysis';
import type { CodeFiles } from '../code-files.js';
import type { ImportClosures } from '../import-closure.js';
import { readHandlerName } from '../links/handler-name.js';
import type { FunctionLink, Links, UnlinkedFunction } from '../links/link-functions.js';

/** A place in code. */
export interface CodePoint {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Tells which functions may run a place in code. All that load the file count, unless the place lies in exports that others
 * of them do not run.
 */
export class FunctionsRunning {
  readonly #byFile = new Map<string, readonly FunctionLink[]>();

  constructor(
    private readonly links: Links,
    private readonly code: CodeFiles,
    private readonly closures: ImportClosures,
  ) {}

  /** The functions that may run a place; undefined where one may whose code is not known, or where none is known. */
  at(point: CodePoint): readonly FunctionLink[] | undefined {
    const links = this.#loading(point.file);
    const own = links.filter(({ file }) => file === point.file);
    const running = own.length === links.length ? this.#withEntry(own, point) : links;
    if (running.length === 0 || this.#mayRunUnseen(point.file, own)) return undefined;
    return running;
  }

  #loading(file: string): readonly FunctionLink[] {
    let links = this.#byFile.get(file);
    if (!links) {
      links = this.links.linked.filter((link) => this.closures.of(link.file).has(file));
      this.#byFile.set(file, links);
    }
    return links;
  }

  /** Of the functions of one file those whose own export runs the place; all where no export is known to. */
  #withEntry(own: readonly FunctionLink[], { file, line, column }: CodePoint): readonly FunctionLink[] {
    const offset = this.code.offsetOf(file, { line, column });
    const entries = this.code.factsOf(file)?.entryPoints.own ?? [];
    if (offset === undefined) return own;
    const around = entries.filter(({ reaches }) =>
      reaches.some(({ range }) => range[0] <= offset && offset < range[1]),
    );
    const names = new Set(around.map(({ name }) => name));
    const fitting = own.filter(({ handler }) => names.has(handler.export));
    return names.size === 0 ? own : fitting;
  }

  /** A function without a link may run any file, or of the files with handlers those that export its name. */
  #mayRunUnseen(file: string, own: readonly FunctionLink[]): boolean {
    const unseen = this.links.unlinked.filter(mayBeHere);
    if (own.length === 0) return unseen.length > 0;
    const names = new Set(this.code.factsOf(file)?.entryPoints.own.map(({ name }) => name) ?? []);
    return unseen.some(({ lambda }) => names.has(exportOf(lambda) ?? ''));
  }
}

/** Whether the code of a function may be code of the project at all. */
const mayBeHere = ({ isElsewhere }: UnlinkedFunction): boolean => !isElsewhere;

function exportOf(lambda: Resource): string | undefined {
  return readHandlerName(asString(lambda.get('Handler')) ?? '')?.export;
}
