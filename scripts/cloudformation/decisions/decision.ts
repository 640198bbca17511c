/** What came of looking at a type or property: the checks that judge it, or why nothing is asked of it. */
export type Decision = `check: ${string}` | `no: ${string}`;

/** The decision about a type, and those about single properties by their path: `ThrottleConfig.RateLimit`. */
export interface TypeDecision {
  readonly type?: Decision;
  readonly properties: Readonly<Record<string, Decision>>;
}

/** Decisions by type. A type that a check judges needs none of its own. */
export type Decisions = Readonly<Record<string, Decision | TypeDecision>>;

/** Reasons that many types share. */
export const ACCESS: Decision =
  'no: permissions, identities or keys; nothing waits for it, is retried or is limited by it';
export const NAMING: Decision = 'no: names, schemas, parameters or packages of something else; nothing runs in it';
export const NETWORK: Decision = 'no: where something stands in a network';
export const RECORDS: Decision =
  'no: keeps records, snapshots or logs of what runs; nothing depends on it while it runs';
export const RECOVERY: Decision = 'no: copies in other zones and Regions, and moving to them, belong to REL09 to REL13';
export const RELATION: Decision = 'no: only joins two other resources';
