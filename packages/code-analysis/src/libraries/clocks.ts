/** A function or class that starts work by an expression of cron. */
export interface Clock {
  readonly module: string;
  /** Export of the module, or method of what it exports. */
  readonly name: string;
  /** Members of an object argument that may hold the expression. */
  readonly members?: readonly string[];
}

/** Sources: the guides of node-cron 4, cron 4, node-schedule 2, croner 9, @nestjs/schedule 6. */
export const clocks: readonly Clock[] = [
  { module: 'node-cron', name: 'schedule' },
  { module: 'cron', name: 'CronJob' },
  { module: 'cron', name: 'from', members: ['cronTime'] },
  { module: 'node-schedule', name: 'scheduleJob' },
  { module: 'croner', name: 'Cron' },
  { module: '@nestjs/schedule', name: 'Cron' },
];

/** Names of expressions, as in `CronExpression.EVERY_HOUR` of @nestjs/schedule 6, that hit the full hour. */
export const fullHourNames =
  /^EVERY_(\d+_HOURS?|HOUR|\d+TH_HOUR|DAY|WEEK|WEEKDAY|WEEKEND|QUARTER|YEAR|(5|10|15|30)_MINUTES|\d(ST|ND|RD|TH)_)|_AT_/;
