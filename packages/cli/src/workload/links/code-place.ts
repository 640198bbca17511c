import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { LinkMethod } from '@faultline/catalog';
import { asString, branches, type Json, type Resource } from '@faultline/cdk-rules/analysis';
import { innerHandler, readHandlerName } from './handler-name.js';
import { placeOfImage, type ImageOfFunction } from './image-place.js';
import type { RecordedCode } from './recorded-code.js';
import { stemOf } from './source-modules.js';

/** Where the code of a function may lie. */
export interface CodePlace {
  readonly method: LinkMethod;
  /** Absolute paths of modules, with or without an ending; any of them may be it. */
  readonly modules: readonly string[];
  readonly export: string;
}

/** A place, or why there is none, as a clause: `its code is inline in the template`. */
export type CodePlaceOrReason = CodePlace | NoPlace;

interface NoPlace {
  readonly reason: string;
  /** Its code is surely none of the project. */
  readonly isElsewhere?: true;
}

const inline: NoPlace = { reason: 'its code is inline in the template', isElsewhere: true };
/** Folders into which the CDK copies code, named for what is in them. */
const stagedAsset = /(?:^|[\\/])asset\.[\da-f]{32,}$/;

/** What is known beside the template. */
export interface PlaceContext {
  /** Absolute path of the scanned root. */
  readonly root: string;
  /** What the CDK app told while it ran. */
  readonly recorded: RecordedCode | undefined;
}

/** Where the code of a Lambda function lies, as its template and the app that made it tell. */
export function codePlace(lambda: Resource, { root, recorded }: PlaceContext): CodePlaceOrReason {
  const runtime = asString(lambda.get('Runtime'));
  if (runtime !== undefined && !runtime.startsWith('nodejs'))
    return { reason: `its runtime is ${runtime}, whose code is not analysed`, isElsewhere: true };
  const written = asString(lambda.get('Handler'));
  const handler = written === undefined ? undefined : innerHandler(written, (name) => variable(lambda, name));
  const image = recorded ? imageOfRecorded(recorded) : imageOfServerless(lambda, root);
  if (image) return placeOfImage(image, root, (name) => variable(lambda, name));
  if (recorded) return placeOfRecorded(recorded, handler);
  if (asString(lambda.get('PackageType')) === 'Image')
    return { reason: 'it runs an image, whose entry is not in the template' };
  const name = handler === undefined ? undefined : readHandlerName(handler);
  if (!name) return { reason: 'its handler is not known' };
  const template = join(root, lambda.document.input.path);
  return lambda.sourceType.startsWith('AWS::Serverless::')
    ? placeOfServerless(lambda, name, dirname(template))
    : placeOfPlain(lambda, name, template);
}

type Name = NonNullable<ReturnType<typeof readHandlerName>>;

function placeOfRecorded(code: RecordedCode, handler: string | undefined): CodePlaceOrReason {
  if (code.kind === 'inline') return inline;
  const name = readHandlerName(handler ?? '');
  if (!name) return { reason: 'its handler is not known' };
  if (code.entry !== undefined) return { method: 'recorded', modules: [code.entry], export: name.export };
  if (code.path === undefined) return { reason: `its code is ${code.key ?? 'an object'} in a bucket` };
  return { method: 'folder', modules: [join(folderOf(code.path), name.module)], export: name.export };
}

function imageOfRecorded(code: RecordedCode): ImageOfFunction | undefined {
  return code.kind === 'image' && code.path !== undefined ? { ...code, path: code.path } : undefined;
}

/** AWS SAM developer guide, "Default build with AWS SAM": `Dockerfile` and `DockerContext` in the metadata of a function. */
function imageOfServerless(lambda: Resource, root: string): ImageOfFunction | undefined {
  const [context, file] = ['DockerContext', 'Dockerfile'].map((name) => textMember(lambda.metadata, name));
  if (context === undefined || asString(lambda.get('PackageType')) !== 'Image') return undefined;
  const texts = (name: string): readonly string[] | undefined => {
    const list = `ImageConfig.${name}`;
    const found = (lambda.indexes(list) ?? []).map((index) => asString(lambda.get(`${list}.${index}`)));
    return found.length > 0 && found.every((one) => one !== undefined) ? found : undefined;
  };
  return {
    path: resolve(dirname(join(root, lambda.document.input.path)), context),
    file,
    command: texts('Command'),
    entrypoint: texts('EntryPoint'),
    folder: asString(lambda.get('ImageConfig.WorkingDirectory')),
  };
}

/** A package of built code lies in the folder of what it was built from. */
const folderOf = (path: string): string => (/\.(?:zip|jar)$/.test(path) ? dirname(path) : path);

function placeOfServerless(lambda: Resource, name: Name, folder: string): CodePlaceOrReason {
  const written = member(writtenAt(lambda), 'Properties');
  if (member(written, 'InlineCode') !== undefined) return inline;
  const code = lambda.get('Code');
  const [only, ...others] = branches(code).map(({ value }) => asString(value));
  if (others.length > 0) return { reason: 'the folder of its code depends on a condition' };
  if (code.kind !== 'absent' && only === undefined) return { reason: 'the folder of its code is not known' };
  if (only !== undefined && /^(?:s3|https?):/.test(only)) return { reason: `its code is ${only}` };
  const base = only === undefined ? folder : folderOf(resolve(folder, only));
  const entries = entryPoints(lambda.metadata);
  const fitting = entries.length > 1 ? entries.filter((entry) => stemOf(entry) === stemOf(name.module)) : entries;
  if (fitting.length > 0)
    return { method: 'entry-point', modules: fitting.map((entry) => join(base, entry)), export: name.export };
  return { method: 'folder', modules: [join(base, name.module)], export: name.export };
}

function placeOfPlain(lambda: Resource, name: Name, template: string): CodePlaceOrReason {
  if (lambda.keys('Code')?.includes('ZipFile')) return inline;
  const asset = textMember(lambda.metadata, 'aws:asset:path');
  const local = asset ?? asString(lambda.get('Code'));
  const folder = dirname(template);
  if (local !== undefined && !/^(?:s3|https?):/.test(local)) {
    const base = folderOf(isAbsolute(local) ? local : join(folder, local));
    return {
      method: stagedAsset.test(local) ? 'bundle' : 'folder',
      modules: [join(base, name.module)],
      export: name.export,
    };
  }
  // The Serverless Framework writes its templates into a folder beside its own configuration.
  const service = /^(.*)[\\/]\.serverless$/.exec(folder)?.[1];
  if (service !== undefined) return { method: 'folder', modules: [join(service, name.module)], export: name.export };
  return { reason: 'its code is an object in a bucket' };
}

/** The resource as it stands in the template. */
function writtenAt(lambda: Resource): Json | undefined {
  return lambda.sourcePath.reduce<Json | undefined>((value, step) => member(value, String(step)), lambda.document.body);
}

function variable(lambda: Resource, name: string): string | undefined {
  return asString(lambda.get(['Environment', 'Variables', name]));
}

/** Entry points of a build with esbuild: AWS SAM developer guide, "Building Node.js Lambda functions with esbuild". */
function entryPoints(metadata: Json | undefined): readonly string[] {
  const found = member(member(metadata, 'BuildProperties'), 'EntryPoints');
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : [];
}

function member(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Record<string, Json>)[name]
    : undefined;
}

function textMember(value: Json | undefined, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}
