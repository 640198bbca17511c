import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { scheduleWindow } from './schedule-window.js';

const schedules = (count: number, mode = 'OFF', more = '', expression = 'cron(0 3 * * ? *)') =>
  Array.from(
    { length: count },
    (_, index) =>
      `  Run${index}: { Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: "${expression}", FlexibleTimeWindow: { Mode: ${mode} }${more} } }\n`,
  ).join('');

describe('schedule-window', () => {
  it('notes many schedules of the same second, once', () => {
    expect(statusesOf(scheduleWindow, schedules(5))).toEqual(['Run0: violation (note)']);
  });

  it('passes a flexible window', () => {
    expect(statusesOf(scheduleWindow, schedules(1, 'FLEXIBLE'))).toEqual(['Run0: compliant']);
  });

  it('does not concern a few schedules, other templates, other time zones', () => {
    expect(statusesOf(scheduleWindow, schedules(4))).toEqual([]);
    expect(statusesOf(scheduleWindow, schedules(3), schedules(3))).toEqual([]);
    const zone = ', ScheduleExpressionTimezone: Europe/Paris';
    expect(statusesOf(scheduleWindow, schedules(3) + schedules(3, 'OFF', zone).replaceAll('Run', 'Paris'))).toEqual([]);
  });

  it('does not concern intervals, disabled schedules and unknown times', () => {
    expect(statusesOf(scheduleWindow, schedules(6, 'OFF', '', 'rate(5 minutes)'))).toEqual([]);
    expect(statusesOf(scheduleWindow, schedules(6, 'OFF', ', State: DISABLED'))).toEqual([]);
    expect(statusesOf(scheduleWindow, schedules(6, '!ImportValue mode'))).toEqual([]);
  });
});
