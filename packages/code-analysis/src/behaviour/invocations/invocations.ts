import { valuesOf } from '../../syntax/static-value.js';
import { awsOperations, type AwsOperation } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import type { FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { writtenText } from '../mutations/objects.js';
import { isScript } from '../retries/purpose.js';
import type { InvocationFact } from './types.js';

/** The Lambda functions that a file invokes. */
export function invocationFacts({ file, clients }: Found): readonly InvocationFact[] {
  return awsOperations(file, clients).flatMap((operation) => {
    if (operation.service !== 'lambda' || !operation.input) return [];
    if (operation.name === 'InvokeAsync') return [factOf(file, operation, 'asynchronous', false)];
    if (operation.name !== 'Invoke' && operation.name !== 'InvokeWithResponseStream') return [];
    const { mode, byDefault } = modeOf(file, operation.input);
    return [factOf(file, operation, mode, byDefault)];
  });
}

function factOf(
  file: FileContext,
  { node, sends, input }: AwsOperation,
  mode: InvocationFact['mode'],
  byDefault: boolean,
): InvocationFact {
  const target = input && writtenText(file, input, ['FunctionName']);
  return {
    at: calleePlace(sends[0] ?? node, file.source.text),
    mode,
    byDefault,
    ...(target !== undefined && { target }),
    script: isScript(file),
  };
}

const modes: Readonly<Record<string, InvocationFact['mode']>> = {
  RequestResponse: 'synchronous',
  Event: 'asynchronous',
  DryRun: 'dry-run',
};

function modeOf(file: FileContext, input: AwsOperation['node'] | NonNullable<AwsOperation['input']>) {
  const terminals = file.resolver.resolve(input, ['InvocationType']);
  if (terminals.every(({ kind }) => kind === 'absent')) return { mode: 'synchronous', byDefault: true } as const;
  const found = new Set(
    terminals.map((terminal) => {
      // `InvocationType.RequestResponse`
      if (terminal.kind === 'module') return modes[terminal.path.at(-1) ?? ''] ?? 'unknown';
      if (terminal.kind !== 'expression') return 'unknown';
      const [value] = valuesOf(file.resolver, terminal.node);
      return value?.kind === 'known' ? (modes[String(value.value)] ?? 'unknown') : 'unknown';
    }),
  );
  const [mode = 'unknown'] = found;
  return { mode: found.size === 1 ? mode : 'unknown', byDefault: false } as const;
}
