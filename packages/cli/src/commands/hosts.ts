/** Variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A path as part of an address. */
function encoded(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/**
 * Addresses of places in files on the site that runs this workflow (docs.github.com, "Default environment variables").
 * @param prefix way from the root of the repository to the scanned root
 * @returns undefined outside of GitHub workflows
 */
export function hostedSource(
  { GITHUB_ACTIONS, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA }: Environment,
  prefix: string,
): ((file: string, line: number | undefined) => string) | undefined {
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_SHA) return undefined;
  const commit = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}`;
  // Brackets would end a link of Markdown, and encodeURIComponent leaves them.
  return (file, line) =>
    `${commit}/${encoded(prefix + file)
      .replaceAll('(', '%28')
      .replaceAll(')', '%29')}${line === undefined ? '' : `#L${line}`}`;
}
