import type { Place } from '../types.js';

/** An address that a call or client is given. */
export interface EndpointFact {
  /** The text itself. */
  readonly at: Place;
  /** What is named: a host, or for ARNs and queues the whole text without secrets. */
  readonly name: string;
  /**
   * - `arn`, `queue`: a resource with its account
   * - `address`: an IP address
   * - `generated`: a host that a platform makes up at each deployment
   * - `own`: a host of the project's own domain
   * - `public`: a service whose public address is a part of its interface
   * - `named`: a host of which no more is known
   * - `configured`: it comes from the environment or a parameter, perhaps with this text as its default
   */
  readonly kind: 'arn' | 'queue' | 'address' | 'generated' | 'own' | 'public' | 'named' | 'configured';
  /** The file is a test, a script or a description of infrastructure. */
  readonly aside: boolean;
}
