/** `**` stands for any folders, `*` for a part of one name, `{a,b}` for alternatives; a glob may start anywhere. */
export function matchesGlob(glob: string, path: string): boolean {
  return globToRegExp(glob).test(path);
}

function globToRegExp(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, inner: string) => `(?:${inner.split(',').join('|')})`)
    .replace(
      /\*\*\/|\*\*|\*|\?/g,
      (star) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[star] ?? star,
    );
  return new RegExp(`(?:^|/)${source}$`);
}
