import { join } from 'node:path';
import { git, GitFailure, listed, tryGit } from '../git/run-git.js';

/** A repository of which Git does not say what it ignores. */
export interface UnknownRepository {
  /** Absolute path. */
  readonly folder: string;
  /** Why, in Git's own words, without a full stop. */
  readonly why: string;
}

/** What Git ignores in a folder: what is not tracked and matches its rules. */
export class GitIgnored {
  /** Whether Git says anything: not outside of repositories, and not in a folder that is ignored as a whole. */
  readonly isKnown: boolean;
  /** Repositories that Git was asked about in vain. */
  readonly unknown: UnknownRepository[] = [];
  readonly #paths = new Set<string>();

  constructor(folder: string, isInRepository: boolean) {
    this.isKnown = isInRepository && !isIgnored(folder) && this.addRepository(folder);
  }

  /** Takes in a repository within the folder, whose rules are its own. Gives whether Git knows them. */
  addRepository(folder: string): boolean {
    const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
    try {
      for (const name of listed(git(args, folder))) this.#paths.add(join(folder, name.replace(/\/$/, '')));
      return true;
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      this.unknown.push({ folder, why: error.message });
      return false;
    }
  }

  /** True for a file or folder that is ignored by itself; one in an ignored folder is not asked about. */
  has(path: string): boolean {
    return this.#paths.has(path);
  }
}

/** True where somebody asks for a folder that Git ignores, which then is to be scanned all the same. */
function isIgnored(folder: string): boolean {
  return tryGit(['check-ignore', '.'], folder) !== undefined;
}
