import { encodedPath } from '../run/hosting.js';

/** Variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

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
  return (file, line) => `${commit}/${encodedPath(prefix + file)}${line === undefined ? '' : `#L${line}`}`;
}
