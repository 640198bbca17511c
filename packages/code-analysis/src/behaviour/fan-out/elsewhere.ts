import type { Engine } from '../../questions/engine.js';
import { questionOfExport, type ExportKey, type Question } from '../../questions/question.js';
import type { Terminal } from '../../syntax/terminal.js';
import type { Node } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import type { Analysis } from '../collect.js';
import type { FileContext } from '../context.js';
import { exportedEntries, exportedNodes } from '../handlers/exported-functions.js';
import { aliasesOf } from '../handlers/passages.js';
import { usesElsewhere } from '../handlers/uses-elsewhere.js';
import { textOf } from '../retries/regions.js';
import { remoteCalls } from './remote.js';
import { sizeOf, sizeOfArgument, sizesIn, type ParameterValue, type Sizes } from './size.js';
import type { ListSize } from './types.js';

/** A parameter of an export, or a member of it, that is a list. */
interface ParameterKey extends ExportKey {
  readonly index: number;
  readonly path: readonly string[];
}

/** How long the lists are that callers in other files give; `unknown` among them where not all are known. */
export function givenElsewhere(sizes: Sizes, parameter: ParameterValue): readonly ListSize[] {
  const { file } = sizes;
  const names = namesOf(file, parameter);
  if (names.length === 0) return ['unknown'];
  // A file by itself only tells who decides.
  if (file.engine.project.files.length === 0) {
    sizes.filled.push(parameter);
    return [sizes.assumedFilled ?? 'unknown'];
  }
  const { index, path } = parameter;
  return names.flatMap((name) => allGiven(file.engine, { file: file.filename, name, index, path }));
}

function namesOf(file: FileContext, { fn }: ParameterValue): readonly string[] {
  return exportedEntries(file).flatMap((entry) => (entry.fn === fn ? [entry.name] : []));
}

/** Where nobody in the project calls it, somebody else may. */
function allGiven(engine: Engine, key: ParameterKey): readonly ListSize[] {
  const given = engine.ask(sizesGiven, key);
  return given.length === 0 ? ['unknown'] : given;
}

/** The lengths of the lists that callers of an export give, each once. */
const sizesGiven: Question<ParameterKey, readonly ListSize[]> = {
  name: 'sizes that callers give',
  keyOf: ({ file, name, index, path }) => `${file}\0${name}\0${index}\0${path.join('.')}`,
  start: [],
  answer(engine, { file, name, index, path }) {
    const found = usesElsewhere(engine, { file, name }).flatMap(
      ({ user, analysis, calls, isValue, passedOn }): readonly ListSize[] => [
        ...(analysis
          ? calls.flatMap((call) => sizesBy(engine, user, analysis, (of) => sizeOfArgument(of, call, index, path)))
          : []),
        ...(isValue ? ['unknown' as const] : []),
        ...passedOn.flatMap((as) => allGiven(engine, { file: user, name: as, index, path })),
      ],
    );
    return [...new Set(found)];
  },
};

/** What a caller gives; where it hands a parameter of its own on, what its callers give. */
function sizesBy(
  engine: Engine,
  user: string,
  { found, file }: Analysis,
  measure: (sizes: Sizes) => ListSize,
): readonly ListSize[] {
  const sizes = sizesIn(file, found.clients, remoteCalls(found));
  const size = measure(sizes);
  if (size !== 'unknown' || sizes.filled.length === 0 || sizes.asked.length > 0) return [size];
  const whole = measure({ ...sizesIn(file, found.clients, remoteCalls(found)), assumedFilled: 'read' });
  if (whole !== 'read') return [size];
  return sizes.filled.flatMap(({ fn, index, path, ...rest }) =>
    namesOf(file, { fn, index, path, ...rest }).flatMap((name) => allGiven(engine, { file: user, name, index, path })),
  );
}

/** How long a list is that another file exports: as it is written there. */
export function sizeOfImport(
  { file }: Sizes,
  { module, path }: Extract<Terminal, { kind: 'module' }>,
  asked: Node,
): ListSize {
  const target = file.fileOf(module);
  if (target !== undefined)
    return file.ask(sizeOfExport, { file: target, name: path.length > 0 ? path.join('.') : 'default' });
  return isEnumeration(asked, path) ? 'fixed' : 'unknown';
}

/** `Object.values(Region)`: what a package exports under a name of its own is written out. */
function isEnumeration({ parent }: Node, path: readonly string[]): boolean {
  return parent?.type === 'CallExpression' && /^[A-Z]\w*$/.test(path.at(-1) ?? '');
}

const sizeOfExport: Question<ExportKey, ListSize> = questionOfExport(
  'size of an exported list',
  'unknown' as ListSize,
  (engine, { file, name }) => {
    const analysis = analysisAlone(engine, file);
    if (!analysis) return 'unknown';
    const { file: context, found } = analysis;
    context.index();
    if (exportsEnum(context, name)) return 'fixed';
    const values = exportedNodes(context).filter((one) => one.name === name);
    const aliases = aliasesOf(context);
    const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    if (alias) {
      const target = engine.project.resolve(alias.module, file);
      return target === undefined ? 'unknown' : engine.ask(sizeOfExport, { file: target, name: alias.path.join('.') });
    }
    const [only] = values;
    // One that begins empty may grow in other files.
    if (!only || values.length > 1 || /^(?:\[\s*\]|\{\s*\})/.test(textOf(context, only.value))) return 'unknown';
    const size = sizeOf(sizesIn(context, found.clients, remoteCalls(found)), only.value);
    return size === 'fixed' ? 'fixed' : 'unknown';
  },
);

/** `export enum Region { ... }` */
function exportsEnum({ source }: FileContext, name: string): boolean {
  return source.ast.body.some(
    (one) =>
      one.type === 'ExportNamedDeclaration' &&
      one.declaration?.type === 'TSEnumDeclaration' &&
      one.declaration.id.name === name,
  );
}
