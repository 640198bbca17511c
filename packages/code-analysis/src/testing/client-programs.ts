import { clientRetriesOf } from '../libraries/client-retries.js';
import type { ClientLibrary, Derivation, Shape, TimeoutOption } from '../libraries/index.js';

/** A program that uses one client, and where its options stand. */
export interface ClientProgram {
  /** Whether it has a place for options. */
  readonly takes: { readonly client: boolean; readonly call: boolean };
  /** The program with options as code, such as `timeout: 5_000`, or a raced call. */
  readonly write: (given: { readonly client?: string; readonly call?: string; readonly raced?: boolean }) => string;
}

/** A small program that makes the client of an entry and uses it once; undefined where a shape cannot be written out. */
export function programOf(library: ClientLibrary): ClientProgram | undefined {
  const { clients, calls, judgedAt } = library;
  const shape = (judgedAt === 'call' ? [...calls, ...clients] : [...clients, ...calls]).find(isWritable);
  const module = library.modules.find((one) => !one.endsWith('*'));
  const isUsed = judgedAt === 'client' || library.methods !== undefined || calls.length > 0;
  if (!shape || module === undefined || !isUsed) return undefined;
  return {
    takes: { client: !isEmpty(shape) || shape.factory === true, call: !isEmpty(library.methods?.[0] ?? shape) },
    write: (given) => programText(library, shape, module, given),
  };
}

const isEmpty = ({ options }: Pick<Shape, 'options'>) => typeof options !== 'number' && options.length === 0;

const isWritable = ({ export: name, injected }: Shape) => !name.includes('*') && name !== '<star>' && !injected;

function programText(
  library: ClientLibrary,
  shape: Shape,
  module: string,
  { client = '', call = '', raced = false }: Parameters<ClientProgram['write']>[0],
): string {
  const [first = '', ...members] = shape.export.split('.');
  const name = [first === 'default' ? 'lib' : first, ...members].join('.');
  const lines = module === 'global' ? [] : [`import ${first === 'default' ? 'lib' : `{ ${first} }`} from '${module}';`];
  const isCall = library.calls.includes(shape);
  const given = [client, isCall ? call : ''].filter(Boolean).join(', ');
  let made = `${shape.construct ? 'new ' : ''}${name}(${argumentsOf(shape, given)})`;
  if (!isCall && shape.factory) made += derived(library.derive, given);
  if (isCall) return [...lines, `export const load = async () => await ${inRace(made, raced)};`].join('\n');
  lines.push(`const client = ${made};`);
  return [...lines, `export const load = async () => await ${inRace(use(library, call), raced)};`].join('\n');
}

const derived = (derive: readonly Derivation[] = [], given: string): string => {
  const [method] = derive;
  return method ? `.${method.name}(${argumentsOf(method, given)})` : '';
};

/** A call of a method of the client. */
function use(library: ClientLibrary, given: string): string {
  if (library.tagged) return 'client`select 1`';
  const method = library.methods?.[0] ?? { name: 'anything', options: [] };
  const name = method.name === '**' ? 'items.load' : method.name.replace(/\*$/, 'load');
  const callback = 'takesCallback' in method && method.takesCallback ? ', () => {}' : '';
  return `client.${name}(${argumentsOf(method, given)}${callback})`;
}

const inRace = (call: string, raced: boolean) =>
  raced ? `Promise.race([${call}, new Promise((_, reject) => setTimeout(reject, 5_000))])` : call;

/** Arguments with the options at their place; an address stands in the places before it. */
function argumentsOf({ options }: Pick<Shape, 'options'>, given: string): string {
  const indexes = typeof options === 'number' ? [options] : options;
  const [index] = indexes;
  if (index === undefined) return '';
  const before = Array.from({ length: index }, () => `'https://api.example.com'`);
  return given === '' ? before.join(', ') : [...before, `{ ${given} }`].join(', ');
}

/** Code that sets an option to a usual value: `timeout: { request: 5_000 }`. */
export function optionText({ path, takes, unit, needs }: TimeoutOption): string {
  const value =
    takes === 'signal'
      ? 'AbortSignal.timeout(5_000)'
      : takes === 'deadline'
        ? 'Date.now() + 5_000'
        : unit === 's'
          ? '5'
          : unit === 'min'
            ? '1'
            : '5_000';
  const beside = needs ? [pathText(needs.path.split('.'), JSON.stringify(needs.value))] : [];
  return merged([pathText(path.split('.'), value), ...beside]);
}

/** Options that cut the attempts of a client whose limit holds for one of them. */
export function fewAttempts({ modules: [module = ''] }: ClientLibrary): string {
  return clientRetriesOf(module)?.fewer ?? '';
}

export function pathText(names: readonly string[], value: string): string {
  return names.reduceRight((inner, name) => (inner === value ? `${name}: ${inner}` : `${name}: { ${inner} }`), value);
}

/** Joins options that share the object around them: `a: { b: 1 }` and `a: { c: 2 }`. */
export function merged(texts: readonly string[]): string {
  const byHead = new Map<string, string[]>();
  const plain: string[] = [];
  for (const text of texts) {
    const found = /^([\w$]+): \{ (.*) \}$/s.exec(text);
    if (found?.[1] === undefined || found[2] === undefined) plain.push(text);
    else byHead.set(found[1], [...(byHead.get(found[1]) ?? []), found[2]]);
  }
  return [...plain, ...[...byHead].map(([head, inner]) => `${head}: { ${merged(inner)} }`)].join(', ');
}
