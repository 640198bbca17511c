import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  GetAnswer$,
  ListAnswers$,
  UpdateAnswer$,
  type Answer,
  type ChoiceStatus,
  type UpdateAnswerInput,
} from '@aws-sdk/client-wellarchitected';
import { bestPractices, questions } from '@faultline/catalog';
import { onTestFinished } from 'vitest';
import { operation, shapeErrors } from './api-shapes.js';

const operations = [GetAnswer$, ListAnswers$, UpdateAnswer$].map(operation);

/** The workload that the server knows. */
export const workloadId = '0123456789abcdef0123456789abcdef';

/** A local stand-in for the API of the AWS Well-Architected Tool. */
export interface ToolServer {
  readonly url: string;
  /** The answers that it holds, by question; tests may change them. */
  readonly answers: Map<string, Answer>;
  /** Names of the operations that were asked for, with the question where there is one. */
  readonly calls: string[];
  /** Where a request or an answer broke the shapes of the SDK's own model. */
  readonly wrongs: string[];
  /** Error to answer the next requests with: type of the API. */
  failWith?: { readonly status: number; readonly type: string; readonly message: string };
}

class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/** An answer that nobody has given yet, with the choices in another order than ours, as the Tool has them. */
function unanswered(question: (typeof questions)[number]): Answer {
  const own = bestPractices.filter((practice) => practice.question === question.id).reverse();
  const prefix = own[0]?.toolChoiceId.match(/^rel_\w+_interaction_failure/)?.[0] ?? '';
  return {
    QuestionId: question.toolQuestionId,
    PillarId: 'reliability',
    QuestionTitle: question.title,
    Choices: [
      ...own.map(({ toolChoiceId, title }) => ({ ChoiceId: toolChoiceId, Title: title })),
      { ChoiceId: `${prefix}_no`, Title: 'None of these' },
    ],
    SelectedChoices: [],
    ChoiceAnswers: [],
    IsApplicable: true,
    Risk: 'UNANSWERED',
  };
}

function limit(name: string, value: string | undefined, most: number): void {
  if ((value?.length ?? 0) > most) throw new ApiError(400, 'ValidationException', `${name} is longer than ${most}.`);
}

/** Does what the API documents: the list of selected choices replaces the earlier one, updates change single choices. */
function update(answer: Answer, input: UpdateAnswerInput): Answer {
  limit('Notes', input.Notes, 2084);
  const known = answer.Choices?.map(({ ChoiceId }) => ChoiceId) ?? [];
  const selected = new Set(input.SelectedChoices ?? answer.SelectedChoices);
  const own = new Map((answer.ChoiceAnswers ?? []).map((one) => [one.ChoiceId, one]));
  for (const [id, { Status, Notes, Reason }] of Object.entries(input.ChoiceUpdates ?? {})) {
    limit(`Notes of ${id}`, Notes, 250);
    if (Status === 'SELECTED') selected.add(id);
    else selected.delete(id);
    own.set(id, { ChoiceId: id, Status: Status as ChoiceStatus, Notes, Reason });
  }
  const strange = [...selected].filter((id) => !known.includes(id));
  if (strange.length > 0) throw new ApiError(400, 'ValidationException', `No choice ${strange.join(', ')}.`);
  return {
    ...answer,
    SelectedChoices: [...selected],
    ChoiceAnswers: [...own.values()],
    Notes: input.Notes ?? answer.Notes,
  };
}

function summaryOf({ QuestionId, PillarId, QuestionTitle, Choices, SelectedChoices, IsApplicable, Risk }: Answer) {
  return { QuestionId, PillarId, QuestionTitle, Choices, SelectedChoices, IsApplicable, Risk };
}

async function respond(server: ToolServer, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  const found = operations.find(({ method, path }) => method === request.method && path.test(pathname));
  const labels = found?.path.exec(pathname)?.groups;
  if (!found || !labels) throw new ApiError(404, 'UnknownOperationException', `${request.method} ${pathname}`);
  server.calls.push([found.name, ...(labels['QuestionId'] ? [labels['QuestionId']] : [])].join(' '));
  const numbers = new Set(['MaxResults', 'MilestoneNumber']);
  const query = [...searchParams].map(([key, value]) => [key, numbers.has(key) ? Number(value) : value] as const);
  const body = await text(request);
  const input = { ...labels, ...Object.fromEntries(query), ...(body === '' ? {} : (JSON.parse(body) as object)) };
  server.wrongs.push(...shapeErrors(input, found.input, found.name));
  if (!/^AWS4-HMAC-SHA256 .*\/wellarchitected\/aws4_request/.test(request.headers.authorization ?? '')) {
    server.wrongs.push(`${found.name} is not signed`);
  }
  if (server.failWith) throw new ApiError(server.failWith.status, server.failWith.type, server.failWith.message);
  if (labels['WorkloadId'] !== workloadId) throw new ApiError(404, 'ResourceNotFoundException', 'No such workload.');
  const review = { WorkloadId: workloadId, LensAlias: labels['LensAlias'] };
  const output = answerTo(server, found.name, input, review);
  server.wrongs.push(...shapeErrors(output, found.output, `${found.name} output`));
  return output;
}

function answerTo(server: ToolServer, name: string, input: object, review: object): object {
  if (name === 'ListAnswers') {
    // One question a page, so that whoever reads the first page only finds one question.
    const { NextToken = '0' } = input as { NextToken?: string };
    const index = Number(NextToken);
    const all = [...server.answers.values()];
    const next = index + 1 < all.length ? { NextToken: String(index + 1) } : {};
    return { ...review, AnswerSummaries: all.slice(index, index + 1).map(summaryOf), ...next };
  }
  const { QuestionId = '' } = input as UpdateAnswerInput;
  const answer = server.answers.get(QuestionId);
  if (!answer) throw new ApiError(404, 'ResourceNotFoundException', 'No such question.');
  if (name === 'GetAnswer') return { ...review, Answer: answer };
  const changed = update(answer, input as UpdateAnswerInput);
  server.answers.set(QuestionId, changed);
  return { ...review, Answer: changed };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Starts the server; it ends with the test. */
export async function toolServer(): Promise<ToolServer> {
  const answers = new Map(questions.map((question) => [question.toolQuestionId, unanswered(question)]));
  const state = { url: '', answers, calls: [] as string[], wrongs: [] as string[] } as ToolServer & { url: string };
  const server = createServer((request, response) => {
    respond(state, request).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        const { status, type, message } =
          error instanceof ApiError ? error : new ApiError(500, 'InternalServerException', String(error));
        send(response, status, { Message: message }, { 'x-amzn-errortype': type });
      },
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}
