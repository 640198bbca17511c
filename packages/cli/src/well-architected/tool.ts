import type * as Sdk from '@aws-sdk/client-wellarchitected';
import type { ProposedAnswer } from '@faultline/catalog';
import { firstLine, UsageError } from '../errors.js';
import type { AnswerUpdate, CurrentAnswer } from './merge.js';

const sdkPackage = '@aws-sdk/client-wellarchitected';

/** A workload, and the lens that it is reviewed with. */
export interface ReviewTarget {
  readonly workloadId: string;
  readonly lensAlias: string;
  readonly pillarId: string;
  /** Default: what the AWS configuration of the machine says. */
  readonly region?: string | undefined;
}

/** A review of a workload in the AWS Well-Architected Tool. */
export interface Review {
  /** What the workload has for these questions, in their order. */
  read(answers: readonly ProposedAnswer[]): Promise<CurrentAnswer[]>;
  write(update: AnswerUpdate): Promise<void>;
  close(): void;
}

/** Loads the AWS SDK, which is not installed with us. @throws {UsageError} where it is not there */
async function loadSdk(load: () => Promise<typeof Sdk>): Promise<typeof Sdk> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      `--workload-id needs the package ${sdkPackage}, which is not installed: run 'npm install --save-dev ${sdkPackage}'.`,
    );
  }
}

/** What AWS answered, as one sentence that says what to do. */
function explain(error: unknown, { workloadId, lensAlias, region }: ReviewTarget): UsageError {
  const name = error instanceof Error ? error.name : '';
  const where = region === undefined ? '' : ` in ${region}`;
  const said = firstLine(error).replace(/\.$/, '');
  const sentences: Readonly<Record<string, string>> = {
    AccessDeniedException: `AWS does not allow this (${said}); the role needs wellarchitected:ListAnswers, GetAnswer and, for --apply, UpdateAnswer.`,
    ConflictException: `Somebody else changes the answers at the same time (${said}); run again.`,
    CredentialsProviderError: `There are no credentials for AWS (${said}); sign in or set AWS_PROFILE.`,
    ResourceNotFoundException: `There is no workload ${workloadId} with the lens '${lensAlias}'${where}; check --workload-id, --region and --lens-alias.`,
  };
  if (/region is missing/i.test(said)) return new UsageError('No AWS region is set; give --region or set AWS_REGION.');
  const known = Object.hasOwn(sentences, name) ? sentences[name] : undefined;
  return new UsageError(
    known ?? `The AWS Well-Architected Tool could not be asked (${name}: ${said}); run again later.`,
  );
}

function sameTitle(a: string | undefined, b: string): boolean {
  return a?.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The Tool's id of a question: found by our id, else by the title. @throws {UsageError} where the lens has neither */
function questionIdOf(
  { questionId, title }: ProposedAnswer,
  listed: readonly { QuestionId?: string | undefined; QuestionTitle?: string | undefined }[],
  { lensAlias, workloadId }: ReviewTarget,
): string {
  const found =
    listed.find(({ QuestionId }) => QuestionId === questionId) ??
    listed.find(({ QuestionTitle }) => sameTitle(QuestionTitle, title));
  if (found?.QuestionId !== undefined) return found.QuestionId;
  throw new UsageError(
    `The lens '${lensAlias}' of workload ${workloadId} has no question '${questionId}'; nothing was written. Check --lens-alias.`,
  );
}

async function readAnswers(
  sdk: typeof Sdk,
  client: Sdk.WellArchitectedClient,
  target: ReviewTarget,
  answers: readonly ProposedAnswer[],
): Promise<CurrentAnswer[]> {
  const review = { WorkloadId: target.workloadId, LensAlias: target.lensAlias };
  const listed: Sdk.AnswerSummary[] = [];
  const pages = sdk.paginateListAnswers({ client, pageSize: 50 }, { ...review, PillarId: target.pillarId });
  for await (const page of pages) listed.push(...(page.AnswerSummaries ?? []));
  const ids = answers.map((answer) => questionIdOf(answer, listed, target));
  const current: CurrentAnswer[] = [];
  for (const QuestionId of ids) {
    const { Answer } = await client.send(new sdk.GetAnswerCommand({ ...review, QuestionId }));
    current.push({ ...Answer, QuestionId });
  }
  return current;
}

/**
 * Opens a review. Nothing is sent yet; credentials come from where the AWS SDK looks for them.
 * @throws {UsageError} where the AWS SDK is not installed; so do reading and writing, where AWS refuses
 */
export async function openReview(
  target: ReviewTarget,
  load: () => Promise<typeof Sdk> = () => import('@aws-sdk/client-wellarchitected'),
): Promise<Review> {
  const sdk = await loadSdk(load);
  const client = new sdk.WellArchitectedClient({
    ...(target.region !== undefined && { region: target.region }),
    requestHandler: { connectionTimeout: 5000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  });
  const explained = <T>(request: Promise<T>): Promise<T> =>
    request.catch((error: unknown) => {
      throw error instanceof UsageError ? error : explain(error, target);
    });
  return {
    read: (answers) => explained(readAnswers(sdk, client, target, answers)),
    write: async (update) => {
      const review = { WorkloadId: target.workloadId, LensAlias: target.lensAlias };
      await explained(client.send(new sdk.UpdateAnswerCommand({ ...review, ...update })));
    },
    close: () => client.destroy(),
  };
}
