import { z } from 'zod';
import { answersSchema } from './answers-schema.js';
import { checksSchema } from './checks-schema.js';
import { fixSchema } from './fix-schema.js';
import { gateSchema } from './gate-schema.js';
import { globSchema } from './globs.js';
import { suppressionRulesSchema, suppressSchema } from './suppressions-schema.js';

/** Keys of a configuration file, and what they take. */
export const configSchema = z.strictObject({
  /** Address of a JSON schema, for editors. */
  $schema: z.string().optional(),
  /** Globs of files to scan, relative to the configuration; everything when absent. */
  include: z.array(globSchema).optional(),
  /** Globs of files to leave out. */
  exclude: z.array(globSchema).optional(),
  /** Whether source files of tests are judged as well; they are left out otherwise. */
  tests: z.boolean().optional(),
  /** Whether a scan that judged nothing is complete; it is an error otherwise. */
  allowEmpty: z.boolean().optional(),
  preset: z.enum(['recommended', 'strict']).optional(),
  /** From which severity on a violation fails the run. */
  failOn: z.enum(['error', 'warning', 'never']).optional(),
  /** Whether a branch fails that changes the gate itself: configuration, baseline, suppressions, what is left out. */
  failOnGateChanges: z.boolean().optional(),
  /** Severity of single checks, or `off`; or a list of files with checks of one's own and of such severities. */
  checks: checksSchema.optional(),
  /** Command that runs the CDK app. */
  app: z.string().min(1).optional(),
  /** What rules read under `settings.faultline` in an ESLint configuration. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** Formats to write, as `--format` takes them. */
  formats: z.array(z.string()).optional(),
  /** What people answered to the questions of the report, by the id of the question. */
  answers: answersSchema.optional(),
  /** Numbers that `faultline fix` writes, which only the owners of a workload can know. */
  fix: fixSchema.optional(),
  /** Baseline file that violations are compared with, relative to the configuration. */
  baseline: z.string().min(1).optional(),
  /** Limits of the gate by check, best practice, pattern such as `REL04-*`, or `*`. */
  gate: gateSchema.optional(),
  /** What suppressions must have, and what one means that has run out or serves nothing. */
  suppressions: suppressionRulesSchema.optional(),
  /** Suppressions that are kept here instead of in code and templates. */
  suppress: suppressSchema.optional(),
});

/** What `faultline.config.*` says. */
export type Config = z.infer<typeof configSchema>;

/** Gives editors the types of a configuration. */
export function defineConfig(config: Config): Config {
  return config;
}
