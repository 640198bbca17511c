import type { Preset, Severity, Shard } from '@faultline/catalog';
import type { CodeSession } from './scan/code-session.js';

/** What a phase of the scan is doing. */
export interface Progress {
  readonly phase: 'files' | 'synthesis' | 'infrastructure' | 'code';
  readonly text: string;
  readonly done?: number;
  readonly total?: number;
}

/** Another work tree, whose ESLint configurations count for what lies at the same places in this one. Absolute folders. */
export interface ConfigurationPlace {
  readonly scanned: string;
  readonly configured: string;
}

/** What to check, and how. Everything is optional; what is given wins over the configuration. */
export interface CheckOptions {
  /** Working folder; default: that of the process. */
  readonly cwd?: string | undefined;
  /** Files, folders and globs; default: the working folder, unless there is a `stdin`. */
  readonly paths?: readonly string[] | undefined;
  /** A template that came in by standard input, and the path to show for it. */
  readonly stdin?: { readonly path: string; readonly text: string } | undefined;
  /** One layer instead of both. */
  readonly only?: 'code' | 'infra' | undefined;
  /** Ids of best practices; `REL04` and `REL04-*` stand for all of a question. */
  readonly bestPractices?: readonly string[] | undefined;
  /** Names of checks; these run whatever the preset. */
  readonly checks?: readonly string[] | undefined;
  /** Least severity of the verdicts to give. */
  readonly severity?: Severity | undefined;
  /** Command that runs the CDK app, instead of those in `cdk.json` files. */
  readonly app?: string | undefined;
  /** Whether CDK apps are run; default: true. Without, their last `cdk.out` is read. */
  readonly synth?: boolean | undefined;
  /** Our own preset instead of the project's ESLint configuration. */
  readonly preset?: Preset | undefined;
  /** Path of the configuration. */
  readonly config?: string | undefined;
  /** Runs no code of the project: no CDK app, no ESLint configuration, no configuration but JSON. */
  readonly untrusted?: boolean | undefined;
  /** Absolute paths of the files that verdicts are wanted for, however many are scanned; default: all. */
  readonly changedFiles?: ReadonlySet<string> | undefined;
  /** Judges a part of the source files; infrastructure and both layers joined belong to the first part. */
  readonly shard?: Shard | undefined;
  /** Texts that are judged in the place of what stands in files, by absolute path. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** Takes a scan that judged nothing for a complete one; default: false. */
  readonly allowEmpty?: boolean | undefined;
  /** Number of threads that judge source files; default: 1. */
  readonly concurrency?: number | 'auto' | undefined;
  /** Where the ESLint configurations are that count; default: where the scanned files are. */
  readonly eslintConfigsOf?: ConfigurationPlace | undefined;
  /** What earlier checks of this process have found of source files. */
  readonly session?: CodeSession | undefined;
  /** Keeps what is found of source files from run to run, outside of the project; default: false. */
  readonly keeps?: boolean | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
