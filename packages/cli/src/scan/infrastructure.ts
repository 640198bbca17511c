import { emptyOutcome, type ScanOutcome } from './outcome.js';
import type { Inputs } from './inputs.js';
import type { Progress } from '../options.js';

/** What the scan of infrastructure needs. */
export interface InfrastructureScan extends Omit<Inputs, 'code'> {
  readonly root: string;
  readonly checks: ReadonlySet<string>;
  readonly app: { readonly command: string; readonly folder: string } | undefined | '';
  readonly synth: boolean;
  readonly untrusted: boolean;
  readonly today: string;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export async function scanInfrastructure(_scan: InfrastructureScan): Promise<ScanOutcome & { templates: string[] }> {
  return { ...emptyOutcome(), templates: [] };
}
