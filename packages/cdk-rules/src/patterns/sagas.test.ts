import { describe, expect, it } from 'vitest';
import { patternsIn } from '../testing/patterns.js';
import { integration } from '../testing/workflows.js';
import { sagas } from './sagas.js';

const task = (more: object, action = 'lambda:invoke') => ({ Type: 'Task', Resource: integration(action), ...more });
const failsTo = (next: string) => ({ Catch: [{ ErrorEquals: ['States.ALL'], Next: next }] });
const machine = (states: Record<string, object>, start: string) =>
  patternsIn(sagas, { Trip: ['StepFunctions::StateMachine', { Definition: { StartAt: start, States: states } }] });

const trip = (more: Record<string, object> = {}) => ({
  ReserveHotel: task({ Next: 'ReserveFlight', ...failsTo('CancelHotel') }),
  ReserveFlight: task({ Next: 'TakePayment', ...failsTo('CancelFlight') }),
  TakePayment: task({ End: true, ...failsTo('CancelFlight') }),
  CancelFlight: task({ Next: 'CancelHotel' }),
  CancelHotel: task({ Next: 'Failed' }),
  Failed: { Type: 'Fail' },
  ...more,
});

describe('sagas', () => {
  it('are workflows that undo their steps after a failure', () => {
    expect(machine(trip(), 'ReserveHotel')).toMatchObject([
      { pattern: 'saga', message: expect.stringContaining('CancelFlight, CancelHotel'), lacks: [] },
    ]);
  });

  it('name the step of which no compensation was seen, and never the last one', () => {
    const states = trip({
      ReserveFlight: task({ Next: 'RentCar', ...failsTo('CancelFlight') }),
      RentCar: task({ Next: 'TakePayment', ...failsTo('CancelFlight') }),
    });
    expect(machine(states, 'ReserveHotel')).toMatchObject([{ lacks: ['No compensation was seen for RentCar.'] }]);
  });

  it('say nothing of single steps where names share nothing', () => {
    const states = {
      First: task({ Next: 'Second', ...failsTo('Undo everything') }),
      Second: task({ End: true, ...failsTo('Undo everything') }),
      'Undo everything': task({ End: true }),
    };
    expect(machine(states, 'First')).toMatchObject([{ lacks: [] }]);
  });

  it('may take back what they have written, whatever the step is called', () => {
    const table = { Parameters: { TableName: 'orders' } };
    const states = {
      Store: task({ Next: 'Charge', ...table, ...failsTo('Oops') }, 'dynamodb:putItem'),
      Charge: task({ End: true, ...failsTo('Oops') }),
      Oops: task({ End: true, ...table }, 'dynamodb:deleteItem'),
    };
    expect(machine(states, 'Store')).toMatchObject([{ pattern: 'saga', lacks: [] }]);
  });

  it.each([
    [
      'a fallback after a failure',
      {
        Charge: task({ Next: 'Ship', ...failsTo('Park') }),
        Ship: task({ End: true, ...failsTo('Park') }),
        Park: task({ End: true }, 'sqs:sendMessage'),
      },
    ],
    [
      'a cancellation that is asked for and undoes nothing',
      {
        CancelOrder: task({ Next: 'RefundPayment' }),
        RefundPayment: task({ End: true, ...failsTo('Failed') }),
        Failed: { Type: 'Fail' },
      },
    ],
    [
      'a notice that something was cancelled',
      {
        Charge: task({ Next: 'Ship', ...failsTo('TellOfCancellation') }),
        Ship: task({ End: true, ...failsTo('TellOfCancellation') }),
        TellOfCancellation: task({ End: true }, 'sns:publish'),
      },
    ],
    [
      'one step with its undoing',
      {
        CheckStock: task({ Next: 'Charge' }),
        Charge: task({ End: true, ...failsTo('Refund') }),
        Refund: task({ End: true }),
      },
    ],
  ])('are not %s', (_, states) => {
    expect(machine(states, Object.keys(states)[0] ?? '')).toEqual([]);
  });
});
