import type { Place } from '../types.js';

/** A clock or timer that starts work again and again in every instance of a service. */
export interface ScheduleFact {
  /** The expression or the duration. */
  readonly at: Place;
  readonly form: 'cron' | 'interval';
  /** As it is written, such as `0 * * * *`. */
  readonly text: string;
  /**
   * - `full-hour`: it hits the instants that everybody else's clocks hit
   * - `fixed`: an interval of a constant length
   * - `off-hour`: another minute
   * - `configured`: it comes from elsewhere
   */
  readonly timing: 'full-hour' | 'fixed' | 'off-hour' | 'configured';
  /** Whether the work begins after a random pause, or only where a lock was won. */
  readonly spread: 'random' | 'lock' | 'none';
  /** Whether it makes a call over the network; `unknown` when it calls functions of other files. */
  readonly remote: 'yes' | 'no' | 'unknown';
  /** The file is a script, or the timer belongs to one request. */
  readonly aside: boolean;
}
