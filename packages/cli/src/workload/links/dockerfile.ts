import { posix } from 'node:path';

/** What one instruction of a Dockerfile copies. Paths within the stage are absolute. */
interface Copied {
  /** The stage that it is copied from; undefined for the folder of the build. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly to: string;
}

/** A shell command that runs while an image is built, and where. */
export interface Run {
  readonly folder: string;
  readonly command: string;
}

/** A stage, with what it has of the earlier stage that it begins with. */
export interface Stage {
  readonly name: string | undefined;
  readonly copies: readonly Copied[];
  readonly runs: readonly Run[];
  readonly folder: string;
  /** Words of `ENTRYPOINT` and `CMD`; undefined where there is none. */
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
}

/** Where the images of AWS for Lambda keep code, which is their `WORKDIR`: AWS Lambda developer guide, "Deploy Node.js Lambda functions with container images". */
const taskRoot = '/var/task';

/** Reads a Dockerfile as far as it says where files come from and what is started; its stages in order. */
export function readDockerfile(text: string): readonly Stage[] {
  const stages: Stage[] = [];
  let variables = new Map([['LAMBDA_TASK_ROOT', taskRoot]]);
  for (const [keyword, rest] of instructions(text)) {
    const written = expand(rest, variables);
    if (keyword === 'FROM') {
      variables = new Map(variables);
      stages.push(begun(written, stages));
      continue;
    }
    if (keyword === 'ARG' || keyword === 'ENV')
      for (const [name, value] of assignments(written)) variables.set(name, value);
    const stage = stages.at(-1);
    if (stage) stages[stages.length - 1] = after(stage, keyword, written);
  }
  return stages;
}

/** Instructions without comments, each on one line. */
function instructions(text: string): readonly (readonly [keyword: string, rest: string])[] {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/[\\`][ \t]*\n/g, ' ')
    .split('\n');
  return lines.flatMap((line) => {
    const [, keyword, rest] = /^\s*([a-z]+)\s+(.*)$/i.exec(line) ?? [];
    return keyword !== undefined && rest !== undefined ? [[keyword.toUpperCase(), rest.trim()] as const] : [];
  });
}

function begun(written: string, earlier: readonly Stage[]): Stage {
  const [image = '', as, name] = written.split(/\s+/).filter((word) => !word.startsWith('--'));
  const base = earlier.find((one) => one.name === image);
  const own = as?.toLowerCase() === 'as' ? name : undefined;
  if (base) return { ...base, name: own };
  const folder = image.includes('aws/lambda/') || image.includes('/lambda/nodejs') ? taskRoot : '/';
  return { name: own, copies: [], runs: [], folder, entrypoint: undefined, command: undefined };
}

function after(stage: Stage, keyword: string, written: string): Stage {
  switch (keyword) {
    case 'WORKDIR':
      return { ...stage, folder: posix.resolve(stage.folder, unquoted(written)) };
    case 'COPY':
    case 'ADD':
      return { ...stage, copies: [...stage.copies, copied(stage, written)] };
    case 'RUN':
      return { ...stage, runs: [...stage.runs, { folder: stage.folder, command: written }] };
    case 'ENTRYPOINT':
      return { ...stage, entrypoint: words(written), command: undefined };
    case 'CMD':
      return { ...stage, command: words(written) };
    default:
      return stage;
  }
}

function copied({ folder }: Stage, written: string): Copied {
  const flags = written.match(/--[a-z]+(?:=\S+)?(?=\s)/g) ?? [];
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const paths = words(written.replace(/^(?:--\S+\s+)*/, ''));
  const to = paths.at(-1) ?? '.';
  // A slash at the end says that it is a folder.
  const target = posix.resolve(folder, to) + (/(?:\/|^\.)$/.test(to) ? '/' : '');
  return { from, sources: paths.slice(0, -1), to: target };
}

/** The words of `["node", "app.js"]` and of `node app.js`. */
export function words(written: string): readonly string[] {
  if (written.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(written);
      if (Array.isArray(list)) return list.filter((one): one is string => typeof one === 'string');
    } catch {
      // Docker takes what is no JSON for a shell command.
    }
  }
  return (written.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map(unquoted);
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2');

function assignments(written: string): readonly (readonly [string, string])[] {
  const [, name, value] = /^([A-Za-z_]\w*)[ \t]+(.+)$/.exec(written) ?? [];
  if (name !== undefined && value !== undefined && !name.includes('=')) return [[name, unquoted(value)]];
  return [...written.matchAll(/([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)].map(([, key = '', text = '']) => [
    key,
    unquoted(text),
  ]);
}

function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{([A-Za-z_]\w*)(?::-([^}]*))?\}|([A-Za-z_]\w*))/g,
    (whole, braced?: string, otherwise?: string, plain?: string) =>
      variables.get(braced ?? plain ?? '') ?? otherwise ?? whole,
  );
}
