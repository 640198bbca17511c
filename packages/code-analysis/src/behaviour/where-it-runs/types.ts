/**
 * Where code runs:
 * `browser`: in a page, or on the device of one user; `server`: where it works for many callers;
 * `tests`: in tests, or as what helps them; `script`, `migration`, `seed`: when a person or a pipeline starts it;
 * `build`: by the tool whose settings it is; `unknown`: nothing says so, and it is judged like a server.
 */
export type Runtime = 'browser' | 'server' | 'tests' | 'script' | 'migration' | 'seed' | 'build' | 'unknown';

/** Where the code of a file runs, and what says so. */
export interface WhereItRuns {
  readonly where: Runtime;
  /** Goes on after "because", such as `it imports vitest`. */
  readonly because: string;
}

/** What a person or a pipeline starts and looks at: a fault in it costs one run, and not the service. */
const aside: ReadonlySet<Runtime> = new Set(['script', 'migration', 'seed', 'build']);

export const isAside = ({ where }: WhereItRuns): boolean => aside.has(where);
