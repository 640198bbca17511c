import type { CheckMetadata, ScanError } from '@faultline/catalog';
import { unknownSuppressed } from '../assessment/central-suppressions.js';
import { unknownScopes } from '../assessment/gate-scopes.js';
import { unknownQuestions } from '../attestation/answers.js';
import type { LoadedConfig } from './load.js';

/** What is wrong with a configuration beside its shape: names that it speaks of and that there are not. */
export function configurationProblems(
  { config, errors, own }: LoadedConfig,
  checks: readonly CheckMetadata[],
): ScanError[] {
  return [
    ...errors,
    ...(own?.errors ?? []),
    ...unknownQuestions(config.answers ?? {}),
    ...unknownScopes(config.gate ?? {}, checks),
    ...unknownSuppressed(config.suppress ?? [], checks),
  ];
}
