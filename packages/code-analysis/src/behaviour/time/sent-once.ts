import { awsOperations } from '../aws/operations.js';
import type { Clients } from '../clients.js';
import type { FileContext } from '../context.js';
import { isClass, type Node } from '../../syntax/tree.js';

/** Operations whose input is a stream of events: the SDK's models, `@aws-sdk/client-*`, input members of type event stream. */
const bidirectional =
  /^(?:InvokeModelWithBidirectionalStream|Start(?:Medical|CallAnalytics)?StreamTranscription|StartMedicalScribeStream|StartConversation)$/;
/** Makers of streams of Node.js. */
const streamMakers = /^(?:createReadStream|PassThrough|Readable|Readable\.(?:from|fromWeb)|Duplex|Transform)$/;
const bodies = ['Body', 'body', 'AudioStream', 'audioStream'];

/**
 * Calls that the SDK sends once whatever fails: a stream cannot be sent again (`@smithy/core` 3.26, `retryMiddleware`: what
 * `isStreamingPayload` finds is thrown on).
 */
export function sentOnce(file: FileContext, clients: Clients | undefined): ReadonlySet<Node> {
  const found = new Set<Node>();
  if (!/Stream|Readable|Conversation/.test(file.source.text)) return found;
  for (const { name, node, input, sends } of awsOperations(file, clients)) {
    const isStream =
      bidirectional.test(name) || (input !== undefined && bodies.some((body) => isStreamAt(file, input, body)));
    if (isStream) for (const call of [node, ...sends]) found.add(call);
  }
  return found;
}

function isStreamAt(file: FileContext, input: Node, member: string): boolean {
  return file.resolver.resolve(input, [member]).some((terminal) => {
    if (terminal.kind !== 'expression' || terminal.path.length > 0 || isClass(terminal.node)) return false;
    const { node } = terminal;
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
    const origin = file.origin(node.callee);
    return /^(?:node:)?(?:fs|stream)$/.test(origin?.module ?? '') && streamMakers.test(origin?.path.join('.') ?? '');
  });
}
