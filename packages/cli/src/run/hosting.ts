/**
 * The address of a repository on the web, without credentials, from the address of a remote: `git@host:owner/name.git`,
 * `ssh://git@host/owner/name` or `https://token@host/owner/name.git`. Undefined for others, such as a folder.
 */
export function webAddress(remote: string): string | undefined {
  const scp = /^(?:[^@/\s]+@)?([\w.-]+):(?!\/)(\S+)$/.exec(remote);
  const url = /^(?:https?|ssh|git):\/\/(?:[^@/\s]*@)?([\w.-]+)(?::\d+)?\/(\S+)$/.exec(remote);
  const [, host, path] = url ?? scp ?? [];
  if (host === undefined || path === undefined || !host.includes('.')) return undefined;
  return `https://${host.toLowerCase()}/${path.replace(/\/$/, '').replace(/\.git$/, '')}`;
}

/** A path as part of an address. */
export function encodedPath(path: string): string {
  const encoded = path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  // Brackets would end a link of Markdown, and encodeURIComponent leaves them.
  return encoded.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** How hosts show a line of a file as a commit has it; by what the name of the host has in it. */
const ways: readonly (readonly [host: RegExp, folder: string, line: string])[] = [
  [/github/, 'blob', '#L'],
  [/gitlab/, '-/blob', '#L'],
  [/bitbucket/, 'src', '#lines-'],
  [/codeberg|gitea|forgejo/, 'src/commit', '#L'],
];

/** Addresses of places in files as a commit has them; undefined where it is not known how the host shows them. */
export function sourceAt({
  repository,
  commit,
  folder,
}: {
  readonly repository?: string;
  readonly commit?: string;
  readonly folder: string;
}): ((file: string, line: number | undefined) => string) | undefined {
  if (repository === undefined || commit === undefined) return undefined;
  const host = /^https:\/\/([\w.-]+)\//.exec(repository)?.[1] ?? '';
  const way = ways.find(([pattern]) => pattern.test(host));
  if (!way || !/^[0-9a-f]+$/.test(commit)) return undefined;
  const [, blob, anchor] = way;
  const prefix = folder === '.' ? '' : `${folder}/`;
  return (file, line) =>
    `${repository}/${blob}/${commit}/${encodedPath(prefix + file)}${line === undefined ? '' : `${anchor}${line}`}`;
}
