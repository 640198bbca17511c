import { starsSaying } from '../../questions/namings.js';
import { questionOfExport, questionOfFile, type ExportKey, type Question } from '../../questions/question.js';
import { limits } from '../../syntax/limits.js';
import { isClass, type Node } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import { originOf, type FileContext } from '../context.js';
import { exportedNodes } from './exported-functions.js';
import { aliasesOf, starsOf } from './passages.js';
import { moduleBehind } from './registered.js';
import { targetOf, type Target } from './targets.js';
import { typeName } from '../../syntax/terminal.js';
import type { PassageFacts } from './types.js';

interface ExportedPackages extends Pick<PassageFacts, 'aliases' | 'stars'> {
  /** By name of the export: the package that made its value, or whose class it extends. */
  readonly packages: Readonly<Record<string, string>>;
}

const none: ExportedPackages = { packages: {}, aliases: {}, stars: [] };

const packagesOf = questionOfFile<ExportedPackages>('packages behind the exports of a file', none, (engine, file) => {
  const analysis = analysisAlone(engine, file);
  if (!analysis) return none;
  const { file: context } = analysis;
  context.index();
  const packages: Record<string, string> = {};
  for (const { name, value } of exportedNodes(context)) {
    const found = packageOf(context, value);
    if (found !== undefined) packages[name] = found;
  }
  return { packages, aliases: aliasesOf(context), stars: starsOf(context) };
});

/** `export const queue = new Queue('mail')`, `export class Database extends PrismaClient {}`. */
function packageOf(file: FileContext, value: Node): string | undefined {
  const terminal = file.resolver.single(value);
  const owner = terminal?.kind === 'expression' && terminal.path.length === 0 ? terminal.node : undefined;
  const base = owner && isClass(owner) ? owner.superClass : undefined;
  if (base) return originOf(file.resolver.single(base))?.module;
  return owner && isClass(owner) ? undefined : packageBehind(file, value);
}

const packageOfExport: Question<ExportKey, string | undefined> = questionOfExport(
  'package behind an export',
  undefined,
  (engine, { file, name }) => {
    const { packages, aliases, stars } = engine.ask(packagesOf, file);
    if (Object.hasOwn(packages, name)) return packages[name];
    const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    const other = alias && engine.project.resolve(alias.module, file);
    if (alias && other !== undefined) return engine.ask(packageOfExport, { file: other, name: alias.path.join('.') });
    if (name === 'default') return undefined;
    for (const star of starsSaying(engine, file, stars, name)) {
      const found = engine.ask(packageOfExport, { file: star, name });
      if (found !== undefined) return found;
    }
    return undefined;
  },
);

/** The package that made a value, also where another file of the project did it; undefined for what is the project's own. */
export function packageBehind(file: FileContext, node: Node): string | undefined {
  const target = file.resolver.resolve(node).flatMap((terminal) => {
    if (terminal.kind === 'parameter') {
      // `this.database.order`
      const name = terminal.path.length < 2 ? typeName(terminal.annotation) : undefined;
      const type = name && file.resolver.single(name);
      return (type && targetOf(file, type)) ?? [];
    }
    return targetOf(file, terminal) ?? [];
  })[0];
  return (target && behindTarget(file, target)) ?? moduleBehind(file, node);
}

function behindTarget(file: FileContext, { module, path }: Target): string | undefined {
  const [name = 'default'] = path;
  const other = path.length <= limits.exportName ? file.fileOf(module) : undefined;
  return other === undefined ? undefined : file.ask(packageOfExport, { file: other, name });
}
