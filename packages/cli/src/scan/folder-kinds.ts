/** Folders that version control keeps for itself. */
export const ownFolders: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.jj']);

/** Folders of packages that others wrote, by the package managers that make them. */
export const installedFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.pnpm-store',
  '.venv',
  'site-packages',
]);

/** What the common tools write to: made of sources that are judged themselves. */
const toolOutputs = [
  '.aws-sam',
  '.next',
  '.nuxt',
  '.output',
  '.serverless',
  '.sst',
  '.svelte-kit',
  '.turbo',
  '.vercel',
];

/**
 * Folders of built code: those that are hardly ever anything else, and those whose name means it where Git ignores them.
 */
export const builtFolders: { readonly certain: ReadonlySet<string>; readonly ignored: ReadonlySet<string> } = {
  certain: new Set(['dist', 'coverage', ...toolOutputs]),
  ignored: new Set(['dist', 'coverage', 'build', 'out', 'lib', 'cdk.out', 'target', '.cache', ...toolOutputs]),
};
