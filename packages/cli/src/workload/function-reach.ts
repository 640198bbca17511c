import type { EntryPoint, FileFacts } from '@faultline/code-analysis';
import type { CodeFiles } from './code-files.js';
import { exportedHandler } from './links/exported-handler.js';
import type { FunctionLink } from './links/link-functions.js';

/** Offsets in a text, the end excluded. */
interface Region {
  readonly range: readonly [number, number];
}

/** Code that runs on behalf of a function. */
export interface Reach {
  /** Regions by absolute path of their file. */
  readonly regions: ReadonlyMap<string, readonly Region[]>;
  /** Files in which something runs that is not followed. */
  readonly isOpen: boolean;
}

/** Exports that one function may run; far more than real ones do. */
const mostExports = 500;

/** Follows what functions run, over files. */
export class FunctionReach {
  readonly #reaches = new Map<FunctionLink, Reach>();

  constructor(private readonly code: CodeFiles) {}

  of(link: FunctionLink): Reach {
    let reach = this.#reaches.get(link);
    if (!reach) this.#reaches.set(link, (reach = this.#follow(link)));
    return reach;
  }

  /** Facts of a kind that lie in what a function runs, with their files. */
  within<T extends { readonly at: Region }>(
    link: FunctionLink,
    pick: (facts: FileFacts) => readonly T[],
  ): readonly { readonly file: string; readonly fact: T }[] {
    return [...this.of(link).regions].flatMap(([file, regions]) => {
      const facts = this.code.factsOf(file);
      const found = facts ? pick(facts) : [];
      return found.filter(({ at }) => regions.some((region) => contains(region, at))).map((fact) => ({ file, fact }));
    });
  }

  #follow(link: FunctionLink): Reach {
    const regions = new Map<string, Region[]>();
    const waiting = new Set([`${link.file}\0${link.handler.export}`]);
    let isOpen = !link.isSeen;
    for (const key of waiting) {
      const [file = '', name = ''] = key.split('\0');
      const facts = this.code.factsOf(file)?.entryPoints;
      const entry = facts?.own.find((one) => one.name === name);
      const opaque = entry ? undefined : facts?.opaque.find((one) => one.name === name);
      if (opaque) add(regions, file, [opaque.at]);
      if (!entry) {
        isOpen = true;
        continue;
      }
      add(regions, file, entry.reaches);
      for (const next of this.#called(file, entry)) {
        if (next === undefined || waiting.size > mostExports) isOpen = true;
        else waiting.add(next);
      }
    }
    return { regions, isOpen };
  }

  /** The exports that an export runs in other files of the project; undefined for one that is not found. */
  #called(file: string, { calls }: EntryPoint): readonly (string | undefined)[] {
    return calls.flatMap(({ module, path }) => {
      const target = this.code.resolve(module, file);
      // A package of others.
      if (target === undefined) return [];
      const found = exportedHandler(this.code, target, path.join('.'));
      return [found && `${found.file}\0${found.export}`];
    });
  }
}

function add(regions: Map<string, Region[]>, file: string, more: readonly Region[]): void {
  regions.set(file, [...(regions.get(file) ?? []), ...more]);
}

const contains = (outer: Region, { range }: Region): boolean =>
  outer.range[0] <= range[0] && range[1] <= outer.range[1];
