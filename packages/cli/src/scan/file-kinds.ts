import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** Extensions of files with code. */
export const codeExtensions = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'] as const;

/** Extensions of single-file components: code in a language of its own, which only the project's ESLint can parse. */
export const componentExtensions = ['vue', 'svelte', 'astro'] as const;

// Case says nothing about what is in a file.
const codePattern = new RegExp(`\\.(?:${codeExtensions.join('|')})$`, 'i');
const componentPattern = new RegExp(`\\.(?:${componentExtensions.join('|')})$`, 'i');
const declarationPattern = /\.d\.(?:[^./]+\.)?[cm]?ts$/i;
/** Files of tests, by folder or name: what they do is not done in production. */
const testPattern =
  /(?:^|\/)(?:__(?:tests?|mocks|fixtures|e2e)__|tests?|e2e)\/|\.(?:test|spec|e2e|e2e-spec|stories)\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/i;
const templatePattern = /\.(?:json|ya?ml|template)$/i;
/** Data of package managers and tools, often large and never a template. */
const otherData =
  /^(?:package|package-lock|npm-shrinkwrap|tsconfig.*|jsconfig.*|composer|lerna|nx|turbo|renovate|\.eslintrc|\.prettierrc|tree)\.json$|^(?:pnpm-lock|pnpm-workspace|docker-compose.*|\.pre-commit-config|mkdocs)\.ya?ml$|^appspec.*\.(?:json|ya?ml)$/;
/** What Yarn writes to load packages. */
const generatedNames: ReadonlySet<string> = new Set(['.pnp.cjs', '.pnp.js', '.pnp.mjs', '.pnp.loader.mjs']);

/** True for a file of TypeScript or JavaScript, declarations included. */
export function isCode(path: string): boolean {
  return codePattern.test(path);
}

/** True for a component of Vue, Svelte or Astro. */
export function isComponent(path: string): boolean {
  return componentPattern.test(path);
}

/** True for what is judged, or is told of where it cannot be. */
export function isSource(path: string): boolean {
  return isCode(path) || isComponent(path) || hasTemplateName(path);
}

/** True for TypeScript that holds types only. */
export function isDeclaration(path: string): boolean {
  return declarationPattern.test(path);
}

/** True for code of tests. @param path relative to the scanned folder, with forward slashes */
export function isTest(path: string): boolean {
  return (isCode(path) || isComponent(path)) && testPattern.test(path);
}

/** True for a file that a tool writes under this very name. */
export function hasGeneratedName(path: string): boolean {
  return generatedNames.has(basename(path));
}

/** True for a file that may be a template of CloudFormation, by its name. */
export function hasTemplateName(path: string): boolean {
  return templatePattern.test(path) && !otherData.test(basename(path));
}

/** True for a file that is written as templates are, whatever it is. */
export function hasTemplateExtension(path: string): boolean {
  return templatePattern.test(path);
}

const interpreter = /^#!\s*\S*\/(?:env\s+(?:-S\s+)?)?(?:node|nodejs|tsx|ts-node|deno|bun)(?:\s|$)/;

/** True for a file without extension whose first line says that a JavaScript runtime runs it. */
export function isScript(path: string): boolean {
  if (basename(path).includes('.')) return false;
  let file: number | undefined;
  try {
    // Opening a pipe would wait for somebody to write to it.
    if (!statSync(path).isFile()) return false;
    file = openSync(path, 'r');
    const start = Buffer.alloc(80);
    const length = readSync(file, start, 0, start.length, 0);
    return interpreter.test(start.toString('latin1', 0, length));
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
