import type { NamesGiven, Parameter, ResourceName } from '@faultline/code-analysis';
import type { CodeFiles } from './code-files.js';
import type { FunctionReach } from './function-reach.js';
import { exportedHandler } from './links/exported-handler.js';
import type { FunctionLink } from './links/link-functions.js';

/** A name as a file gives it. */
export interface NameInFile {
  /** Absolute. */
  readonly file: string;
  readonly name: ResourceName;
}

/** Functions that one name may be handed through. */
const mostHops = 4;

/** What callers give for a parameter by which code names a resource, in what one function runs. */
export class NamesFromCallers {
  constructor(
    private readonly code: CodeFiles,
    private readonly reach: FunctionReach,
  ) {}

  /** The names that are no parameters: the name itself, or all that are given for it; what is not known is left out. */
  of(link: FunctionLink, { file, name }: NameInFile, hops = mostHops): readonly NameInFile[] {
    if (!('parameter' in name)) return [{ file, name }];
    if (hops === 0) return [];
    const { fn, index, path } = name.parameter;
    const key = [index, ...path].join('.');
    return this.reach
      .within(link, ({ namesGiven }) => namesGiven)
      .flatMap((call) => {
        const given = Object.hasOwn(call.fact.names, key) ? call.fact.names[key] : undefined;
        if (given === undefined || !this.#calls(call.file, call.fact, file, fn)) return [];
        return this.of(link, { file: call.file, name: given }, hops - 1);
      });
  }

  /** Whether a call is one of a function. */
  #calls(caller: string, { to }: NamesGiven, file: string, fn: Parameter['fn']): boolean {
    if ('range' in to) return caller === file && to.range[0] === fn.range[0];
    const target = this.code.resolve(to.module, caller);
    const found = target === undefined ? undefined : exportedHandler(this.code, target, to.path.join('.'));
    if (found?.file !== file) return false;
    const own = this.code.factsOf(file)?.entryPoints.own.find(({ name }) => name === found.export);
    return own?.at.range[0] === fn.range[0];
  }
}
