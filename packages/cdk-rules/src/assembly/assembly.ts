import { realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { largeFile, readText, RefusedFile } from '@faultline/catalog/files';
import { readConstructMetadata, type TracesByTemplate } from './assembly-metadata.js';
import { shownPath } from './creation-trace.js';
import { LIMITS } from '../limits.js';
import type { Json, TemplateInput } from '../template/document.js';
import { isObject, member, members, textMember } from '../template/json-values.js';
import { readJson } from '../template/json-reader.js';

/** What a cloud assembly holds; paths are relative to the scanned root. */
export interface LoadedAssembly {
  readonly inputs: readonly TemplateInput[];
  /** What is left out on purpose. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** What should be there but cannot be read. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/**
 * Loads the templates of a cloud assembly (`cdk.out`) with nested assemblies and nested stacks, and what the assembly knows of them:
 * stack names, environments, construct paths, source positions and acknowledgements. Never throws.
 * Files outside of the directory are not read, whatever the manifest names.
 * @param directory the folder with the manifest.json
 * @param root what shown paths are relative to; the folder that the assembly is in when left out
 */
export function loadAssembly(directory: string, root: string = dirname(resolve(directory))): LoadedAssembly {
  const loader = new AssemblyLoader(resolve(directory), resolve(root));
  loader.load(resolve(directory), 0);
  return loader;
}

interface Upload {
  readonly key: string;
  readonly file: string;
}

class AssemblyLoader implements LoadedAssembly {
  readonly inputs: TemplateInput[] = [];
  readonly skipped: { path: string; reason: string }[] = [];
  readonly errors: { path: string; message: string }[] = [];
  private readonly loaded = new Set<string>();

  constructor(
    private readonly top: string,
    private readonly root: string,
  ) {}

  load(directory: string, depth: number): void {
    if (depth > LIMITS.assemblies) return this.fail(directory, 'The assembly is nested too deeply.');
    const manifest = this.readJson(join(directory, 'manifest.json'));
    if (manifest === undefined) return;
    const artifacts = members(member(manifest, 'artifacts'));
    const uploads = artifacts.flatMap(([, artifact]) => this.uploadsOf(artifact, directory));
    for (const [id, artifact] of artifacts) {
      const type = textMember(artifact, 'type');
      if (type === 'cdk:cloud-assembly') {
        const name = textMember(member(artifact, 'properties'), 'directoryName');
        const nested = name === undefined ? undefined : this.inside(directory, name);
        if (nested !== undefined) this.load(nested, depth + 1);
      } else if (type === 'aws:cloudformation:stack') this.loadStack(id, artifact, directory, uploads);
    }
    // Older assemblies do not say which stack a nested template belongs to; it is uploaded all the same.
    for (const { file } of uploads) {
      if (file.endsWith('.nested.template.json'))
        this.addTemplate(file, directory, new Map(), uploads, { environment: undefined });
    }
  }

  private loadStack(id: string, artifact: Json, directory: string, uploads: readonly Upload[]): void {
    const properties = member(artifact, 'properties');
    const templateFile = textMember(properties, 'templateFile');
    if (templateFile === undefined)
      return this.fail(join(directory, 'manifest.json'), 'A stack of the assembly names no template.');
    const traces = readConstructMetadata(this.metadataOf(artifact, directory), templateFile, this.root);
    const environment = environmentOf(textMember(artifact, 'environment'));
    const stackName = textMember(properties, 'stackName') ?? id;
    this.addTemplate(templateFile, directory, traces, uploads, { stackName, environment });
    for (const nested of traces.keys())
      if (nested !== templateFile) this.addTemplate(nested, directory, traces, uploads, { environment });
  }

  private addTemplate(
    name: string,
    directory: string,
    traces: TracesByTemplate,
    uploads: readonly Upload[],
    { stackName, environment }: { stackName?: string; environment: TemplateInput['environment'] },
  ): void {
    const file = this.inside(directory, name);
    if (file === undefined || this.loaded.has(file)) return;
    this.loaded.add(file);
    const text = this.read(file);
    if (text === undefined) return;
    const constructs = traces.get(name);
    this.inputs.push({
      path: this.shown(file),
      text,
      isStack: true,
      uploads: new Map(uploads.map((upload) => [upload.key, this.shown(join(directory, upload.file))] as const)),
      ...(stackName === undefined ? {} : { stackName }),
      ...(environment ? { environment } : {}),
      ...(constructs ? { constructs } : {}),
    });
  }

  /** Templates that an asset manifest uploads, by the name that they get. */
  private uploadsOf(artifact: Json, directory: string): Upload[] {
    if (textMember(artifact, 'type') !== 'cdk:asset-manifest') return [];
    const name = textMember(member(artifact, 'properties'), 'file');
    const file = name === undefined ? undefined : this.inside(directory, name);
    const manifest = file === undefined ? undefined : this.readJson(file);
    return members(member(manifest, 'files')).flatMap(([, asset]) => {
      const path = textMember(member(asset, 'source'), 'path');
      if (path === undefined || !path.endsWith('.template.json')) return [];
      return members(member(asset, 'destinations')).flatMap(([, destination]) => {
        const key = textMember(destination, 'objectKey');
        return key === undefined ? [] : [{ key: key.slice(key.lastIndexOf('/') + 1), file: path }];
      });
    });
  }

  private metadataOf(artifact: Json, directory: string): Json | undefined {
    const name = textMember(artifact, 'additionalMetadataFile');
    const file = name === undefined ? undefined : this.inside(directory, name);
    const additional = file === undefined ? undefined : this.readJson(file);
    const own = member(artifact, 'metadata');
    return isObject(own) && isObject(additional) ? { ...own, ...additional } : (additional ?? own);
  }

  /** A file that the manifest names, when it is inside of the assembly, links followed. */
  private inside(directory: string, name: string): string | undefined {
    const file = resolve(directory, name);
    const isInside = (path: string, folder: string): boolean => path.startsWith(folder + sep);
    let real = file;
    let realTop = this.top;
    try {
      real = realpathSync(file);
      realTop = realpathSync(this.top);
    } catch {
      // What is not there is told when it is read.
    }
    if (isInside(file, this.top) && (real === file || isInside(real, realTop))) return file;
    this.skipped.push({
      path: this.shown(join(directory, 'manifest.json')),
      reason: 'It names a file outside of the assembly, which was not read.',
    });
    return undefined;
  }

  private readJson(file: string): Json | undefined {
    const text = this.read(file);
    if (text === undefined) return undefined;
    try {
      return readJson(text);
    } catch {
      this.fail(file, 'The file is not valid JSON.');
      return undefined;
    }
  }

  private read(file: string): string | undefined {
    try {
      return readText(file, { maxBytes: largeFile, within: this.top });
    } catch (error) {
      this.fail(
        file,
        error instanceof RefusedFile ? `The file was not read: it is ${error.message}.` : 'The file cannot be read.',
      );
      return undefined;
    }
  }

  private fail(file: string, message: string): void {
    this.errors.push({ path: this.shown(file), message });
  }

  private shown(file: string): string {
    return shownPath(file, this.root);
  }
}

/** Account and region of `aws://account/region`; what is unknown at synthesis is left out. */
function environmentOf(text: string | undefined): TemplateInput['environment'] {
  const match = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(text ?? '');
  if (!match) return undefined;
  const [account, region] = [match[1] as string, match[2] as string];
  return { ...(account === 'unknown-account' ? {} : { account }), ...(region === 'unknown-region' ? {} : { region }) };
}
