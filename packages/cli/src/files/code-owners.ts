import { join } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import picomatch from 'picomatch';
import { isBoundedGlob } from '../config/globs.js';

/** Where hosts look for it, in this order. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

interface OwnerRule {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

/**
 * Who owns the files of a repository, by its `CODEOWNERS` (docs.github.com, "About code owners"; sections as GitLab has
 * them). The last pattern that matches counts.
 * @param repository absolute
 * @returns owners of a file by its path in the repository; none where nobody is named
 */
export function codeOwners(repository: string): (path: string) => readonly string[] {
  const text = places
    .map((place) => tryReadText(join(repository, place), { maxBytes: smallFile, within: repository }))
    .find((one) => one !== undefined);
  const rules = text === undefined ? [] : rulesIn(text);
  return (path) => rules.findLast(({ matches }) => matches(path))?.owners ?? [];
}

function rulesIn(text: string): OwnerRule[] {
  let ofSection: readonly string[] = [];
  return text.split(/\r?\n/).flatMap((line): OwnerRule[] => {
    const words = line.replace(/(?:^|\s)#.*$/, '').match(/(?:\\.|\S)+/g) ?? [];
    const section = /^\s*\^?\[[^\]]*\](?:\[\d+\])?/.exec(line);
    if (section) {
      ofSection = line.slice(section[0].length).match(/\S+/g) ?? [];
      return [];
    }
    const [pattern, ...owners] = words.map((word) => word.replaceAll('\\ ', ' '));
    if (pattern === undefined || pattern.startsWith('!') || !isBoundedGlob(pattern)) return [];
    return [{ matches: matcherOf(pattern), owners: owners.length > 0 ? owners : ofSection }];
  });
}

/** As in `.gitignore`: a slash before the end ties a pattern to the root, and a folder stands for all that is in it. */
function matcherOf(pattern: string): (path: string) => boolean {
  const isTied = pattern.slice(0, -1).includes('/');
  const name = pattern.replace(/^\//, '').replace(/\/$/, '');
  const start = isTied ? name : `**/${name}`;
  const globs = pattern.endsWith('/') ? [`${start}/**`] : pattern.endsWith('/*') ? [start] : [start, `${start}/**`];
  return picomatch(globs, { dot: true });
}
