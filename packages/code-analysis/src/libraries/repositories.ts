import { asFetch, neverEnds } from './by-default.js';
import { limitOfSilence } from './limits.js';
import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

const hub = {
  modules: ['@huggingface/hub'],
  family: 'saas',
  clients: [],
  handsOver: ['fetch'],
  judgedAt: 'call',
  byDefault: asFetch,
} as const satisfies Partial<ClientLibrary>;

const hubSource = { version: '2.17.5', url: 'https://github.com/huggingface/huggingface.js' } as const;

const named = (names: string) => names.split(' ').map((name) => ({ export: name, options: 0 }));

/** Repositories of code and of models. */
export const repositories: readonly ClientLibrary[] = [
  {
    ...hub,
    label: 'Hugging Face Hub commits',
    calls: named('commit uploadFile uploadFiles'),
    options: [{ ...signal, path: 'abortSignal' }],
    enough: answered,
    complete: answeredWhole,
    slowByNature: true,
    repair: 'abortSignal: AbortSignal.timeout(60_000)',
    source: { ...hubSource, evidence: 'measured; src/lib/upload-files.ts:55, src/lib/commit.ts:161' },
  },
  {
    ...hub,
    label: 'Hugging Face Hub',
    calls: named(
      'createRepo createBranch deleteRepo deleteBranch deleteFile deleteFiles downloadFile fileExists fileDownloadInfo ' +
        'modelInfo datasetInfo spaceInfo whoAmI checkRepoAccess repoExists pathsInfo snapshotDownload countCommits',
    ),
    options: [],
    enough: [],
    ignored: [{ path: 'abortSignal', at: 'call', because: 'only commits and uploads read it' }],
    repair: 'fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })',
    source: { ...hubSource, evidence: 'measured; src/lib/create-repo.ts:69' },
  },
  {
    label: 'simple-git',
    modules: ['simple-git'],
    family: 'saas',
    clients: ['default', 'simpleGit', 'gitP'].map((name) => ({ export: name, options: [0, 1] as const })),
    calls: [],
    methods: ['clone', 'mirror', 'fetch', 'pull', 'push', 'pushTags', 'listRemote', 'submoduleUpdate'].map((name) => ({
      name,
      options: [],
    })),
    localMethods: (
      'status log diff diffSummary show checkIsRepo branch branchLocal checkout checkoutBranch checkoutLocalBranch add ' +
      'commit init revparse addConfig getConfig listConfig tags tag addTag addAnnotatedTag stash stashList merge ' +
      'reset revert rm mv clean catFile grep blame version firstCommit getRemotes addRemote removeRemote'
    ).split(' '),
    slowByNature: true,
    judgedAt: 'client',
    options: [
      limitOfSilence('timeout.block', { at: 'client', off: ['zero', 'null', 'NaN'] }),
      { ...signal, path: 'abort', at: 'client' },
    ],
    enough: answered,
    byDefault: neverEnds,
    repair: 'timeout: { block: 60_000 }',
    source: {
      version: '4.0.2 over git 2.39.5',
      url: 'https://github.com/steveukx/git-js',
      evidence: 'measured: clone of a silent server; dist/esm/index.js, timeoutPlugin',
    },
  },
];
