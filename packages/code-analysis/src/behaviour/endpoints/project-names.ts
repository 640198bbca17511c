import path from 'node:path';
import { readText, smallFile } from '@faultline/catalog/files';
import { diskMemory } from '../disk-memory.js';

const known = diskMemory<ReadonlySet<string>>();
/** Words that are names of packages and say nothing of who owns a host. */
const common =
  /^(app|apps|api|web|www|server|client|backend|frontend|lambda|lambdas|root|monorepo|core|cdk|infra|main|test|service|services|source|src|packages?|website|site|docs)$/;

/** How a project calls itself: the names and scopes of the `package.json` files above a file, in lower case. */
export function projectNames(filename: string): ReadonlySet<string> {
  return path.isAbsolute(filename) ? namesAbove(path.dirname(filename)) : new Set();
}

function namesAbove(folder: string): ReadonlySet<string> {
  let names = known.get(folder);
  if (!names) {
    const above = path.dirname(folder);
    const outer = above === folder ? [] : namesAbove(above);
    known.set(folder, (names = new Set([...namesIn(path.join(folder, 'package.json')), ...outer])));
  }
  return names;
}

function namesIn(file: string): readonly string[] {
  try {
    const { name } = JSON.parse(readText(file, { maxBytes: smallFile })) as { name?: unknown };
    if (typeof name !== 'string') return [];
    const [, scope, plain = ''] = /^(?:@([^/]+)\/)?(.*)$/.exec(name.toLowerCase()) ?? [];
    return (scope === undefined ? [plain] : [scope]).filter((one) => one.length > 2 && !common.test(one));
  } catch {
    return [];
  }
}
