import { extname, join } from 'node:path';
import type { Skipped } from '@faultline/catalog';
import { readSettings, type Settings } from '@faultline/code-analysis';
import type { ESLint, Linter } from 'eslint';
import { linters, onlyOurs, overlay, type LinterOptions, type Linters } from './code-linter.js';
import { installedEslint, isPlainCode, ownPart, parsesComponents, type OwnPart } from './eslint-parts.js';
import { homeOfConfig, shownConfig } from './eslint-place.js';
import type { FilePlan } from './file-plan.js';
import { codeExtensions, componentExtensions, isComponent } from './file-kinds.js';

/** What is to become of one file: how it is judged, by our preset or otherwise, or why it is not. */
export type Ruling = FilePlan | 'preset' | { readonly skip: Omit<Skipped, 'path'> };

/** A project's own `eslint.config.*`: which files it judges with our rules, and by what parser. */
export class ProjectEslint {
  readonly #path: string;
  /** Folder that its patterns are relative to. */
  readonly #home: string;
  /** Gives the configuration of each file as the project has it. */
  readonly #asIs: ESLint;
  /** The same for every file that there is, so that what it still leaves out is ignored. */
  readonly #forAll: ESLint;
  readonly #linters = new Map<string, Linters>();
  readonly #settings = new Map<string, Settings>();
  #hasPlugin = false;

  private constructor(
    private readonly configFile: string,
    private readonly Eslint: typeof ESLint,
    private readonly options: LinterOptions,
  ) {
    this.#path = shownConfig(configFile, options.root, options.eslintConfigsOf);
    this.#home = homeOfConfig(configFile, options.eslintConfigsOf);
    this.#asIs = new Eslint(this.#common([]));
    this.#forAll = new Eslint(this.#common([{ files: [(() => true) as unknown as string] }]));
  }

  /**
   * Loads a configuration with the project's own ESLint; where that cannot, as without the loader that TypeScript
   * takes, with ours.
   * @param samples paths of files that tell whether our plugin is in it
   * @throws what loading the configuration throws
   */
  static async load(configFile: string, samples: readonly string[], options: LinterOptions): Promise<ProjectEslint> {
    const { ESLint: bundled } = await import('eslint');
    const own = await installedEslint(configFile);
    try {
      return await new ProjectEslint(configFile, own ?? bundled, options).#ask(samples);
    } catch (error) {
      if (!own) throw error;
      return await new ProjectEslint(configFile, bundled, options).#ask(samples).catch(() => Promise.reject(error));
    }
  }

  /** @param insists whether this very file was asked for, so that it is judged where nothing forbids it */
  async rulingFor(path: string, insists: boolean): Promise<Ruling> {
    if (isComponent(path)) return this.#rulingForComponent(path, insists);
    if (!this.#hasPlugin) return 'preset';
    if (await this.#forAll.isPathIgnored(path)) return this.#ignored();
    const config = await this.#configFor(path);
    const own = ownPart(config);
    if (own?.isMentioned) return this.#byRules(own, config);
    return insists || (await this.#judgesBeside(path)) ? 'preset' : this.#notMeant();
  }

  async #rulingForComponent(path: string, insists: boolean): Promise<Ruling> {
    if (await this.#forAll.isPathIgnored(path)) return this.#ignored();
    const config = await this.#configFor(path);
    if (!config || !parsesComponents(config)) return this.#withoutParser(path);
    const own = ownPart(config);
    if (own?.isMentioned) return this.#byRules(own, config, true);
    if (this.#hasPlugin && !insists && !(await this.#judgesBeside(path))) return this.#notMeant();
    return this.#presetFor(path, own);
  }

  /** The rules that are on for the file. */
  #byRules({ namespace, on }: OwnPart, config: Linter.Config | undefined, isComponent = false): Ruling {
    const { allowedChecks } = this.options;
    if (on.size === 0) return this.#notEnabled("switches Faultline's rules off for it");
    const rules = new Map([...on].filter(([name]) => allowedChecks.has(name)));
    if (rules.size === 0 && allowedChecks.size > 0)
      return this.#notEnabled('has none of the wanted rules on for it; --preset ignores it');
    return {
      namespace,
      rules,
      isOfProject: true,
      settings: this.#settingsOf(config),
      hearsComments: config?.linterOptions?.noInlineConfig !== true,
      needsEslint: isComponent || (config !== undefined && !isPlainCode(config)),
      linters: () => Promise.resolve(this.#linterFor(namespace, [], allowedChecks)),
    };
  }

  /** The project's parser and our preset. */
  async #presetFor(path: string, own: OwnPart | undefined): Promise<Ruling> {
    const plugin = own?.plugin ?? ((await import('eslint-plugin-faultline')).default as ESLint.Plugin);
    const namespace = own?.namespace ?? 'faultline';
    const { presetChecks } = this.options;
    const names = [...presetChecks].filter((name) => plugin.rules?.[name]);
    const extra: Linter.Config = {
      // A processor may make files of its parts, which lie under the path of the component.
      files: componentExtensions.flatMap((extension) => [`**/*.${extension}`, `**/*.${extension}/**`]),
      ...(!own && { plugins: { [namespace]: plugin } }),
      rules: Object.fromEntries(names.map((name) => [`${namespace}/${name}`, 'warn' as const])),
    };
    return {
      namespace,
      rules: new Map(names.map((name) => [name, { level: 1, options: [] }])),
      isOfProject: false,
      hearsComments: true,
      needsEslint: true,
      linters: () => Promise.resolve(this.#linterFor(namespace, [extra], presetChecks, extname(path))),
    };
  }

  /** The settings that count for files under a configuration; undefined where it has none of its own. */
  #settingsOf(config: Linter.Config | undefined): Settings | undefined {
    const own = config?.settings?.['faultline'];
    if (typeof own !== 'object' || own === null) return undefined;
    const id = JSON.stringify(own);
    let known = this.#settings.get(id);
    if (!known) this.#settings.set(id, (known = readSettings({ faultline: { ...own, ...this.options.settings } })));
    return known;
  }

  #linterFor(namespace: string, extra: Linter.Config[], checks: ReadonlySet<string>, key = ''): Linters {
    const name = `${namespace}\0${key}`;
    let known = this.#linters.get(name);
    if (!known) {
      const ruleFilter = onlyOurs(namespace, checks);
      known = linters(
        (audit, more, behind) =>
          new this.Eslint({
            ...this.#common([...extra, ...overlay(this.options, audit), ...behind]),
            ...more,
            ruleFilter,
          }),
      );
      this.#linters.set(name, known);
    }
    return known;
  }

  #common(overrideConfig: Linter.Config[]): ESLint.Options {
    return { cwd: this.#home, overrideConfigFile: this.configFile, overrideConfig };
  }

  async #ask(samples: readonly string[]): Promise<this> {
    // The samples may all be ignored; the plugin may still be meant for files like these.
    const usual = ['index.js', 'index.ts', 'src/index.js', 'src/index.ts'];
    for (const sample of [...usual.map((name) => join(this.#home, name)), ...samples]) {
      if (!(await this.#ownPart(sample))) continue;
      this.#hasPlugin = true;
      break;
    }
    return this;
  }

  async #ownPart(path: string): Promise<OwnPart | undefined> {
    return ownPart(await this.#configFor(path));
  }

  #configFor(path: string): Promise<Linter.Config | undefined> {
    return this.#asIs.calculateConfigForFile(path) as Promise<Linter.Config | undefined>;
  }

  /** Whether our rules are on for a file of this name with another extension: then it is the extension that keeps this one out. */
  async #judgesBeside(path: string): Promise<boolean> {
    const stem = path.slice(0, path.length - extname(path).length);
    for (const extension of [...codeExtensions, ...componentExtensions]) {
      const own = await this.#ownPart(`${stem}.${extension}`);
      if (own && own.on.size > 0) return true;
    }
    return false;
  }

  #withoutParser(path: string): Ruling {
    const extension = extname(path).toLowerCase();
    const add = `add eslint-plugin-${extension.slice(1)} to it`;
    return { skip: { kind: 'no-parser', reason: `${this.#path} names no parser for ${extension} files; ${add}` } };
  }

  #ignored(): Ruling {
    return { skip: { kind: 'ignored-by-eslint', reason: `ignored by ${this.#path}` } };
  }

  #notEnabled(why: string): Ruling {
    return { skip: { kind: 'not-enabled', reason: `${this.#path} ${why}` } };
  }

  #notMeant(): Ruling {
    return this.#notEnabled("has Faultline's rules on for other files only");
  }
}
