import {
  bestPractices,
  personQuestions,
  questions,
  type BestPractice,
  type CheckMetadata,
  type Layer,
} from '@faultline/catalog';
import { cut } from './notes.js';

/** Text and address that the Tool shows beside a choice. */
interface Resource {
  readonly displayText: string;
  readonly url: string;
}

interface LensChoice {
  readonly id: string;
  readonly title: string;
  readonly helpfulResource: Resource;
  readonly improvementPlan: Resource;
}

interface LensQuestion {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly choices: readonly LensChoice[];
  readonly riskRules: readonly { readonly condition: string; readonly risk: LensRisk }[];
}

type LensRisk = 'NO_RISK' | 'MEDIUM_RISK' | 'HIGH_RISK';

/** A custom lens of the AWS Well-Architected Tool. */
export interface Lens {
  readonly schemaVersion: '2021-11-01';
  readonly name: string;
  readonly description: string;
  readonly pillars: readonly {
    readonly id: string;
    readonly name: string;
    readonly questions: readonly LensQuestion[];
  }[];
}

/**
 * Longest title and text of a custom lens, in characters.
 * @see https://docs.aws.amazon.com/wellarchitected/latest/userguide/lenses-format-specification.html
 */
const longest = { title: 128, text: 2048 } as const;

const layerNames: Readonly<Record<Layer, string>> = {
  code: 'code',
  infrastructure: 'infrastructure',
  workload: 'code and infrastructure together',
};

/** Ids of a lens take letters, digits and underscores. */
function lensId(text: string): string {
  return text.toLowerCase().replaceAll('-', '_');
}

/** One choice for the checks of each layer that the best practice has checks of. */
function checkChoices(practice: BestPractice, checks: readonly CheckMetadata[]): LensChoice[] {
  const layers = Object.keys(layerNames) as Layer[];
  return layers.flatMap((layer) => {
    const own = checks.filter((check) => check.bestPractice === practice.id && check.layer === layer);
    if (own.length === 0) return [];
    const what = own.map(({ name, title }) => `${title} (${name}).`).join(' ');
    const repair = own.map(({ name, fix }) => `${name}: ${fix}`).join(' ');
    return [
      {
        id: `${lensId(practice.id)}_${layer}`,
        title: `The checks of ${layerNames[layer]} find no violation`,
        helpfulResource: { displayText: cut(what, longest.text), url: practice.url },
        improvementPlan: { displayText: cut(repair, longest.text), url: practice.url },
      },
    ];
  });
}

function personChoices({ id, url }: BestPractice): LensChoice[] {
  return personQuestions
    .filter(({ bestPractice }) => bestPractice === id)
    .map((question) => ({
      id: lensId(question.id),
      title: question.claim.replace(/\.$/, ''),
      helpfulResource: { displayText: question.text, url },
      improvementPlan: { displayText: `Find the answer, and write down who gave it and when: ${question.text}`, url },
    }));
}

function question(practice: BestPractice, checks: readonly CheckMetadata[]): LensQuestion {
  const byChecks = checkChoices(practice, checks);
  const choices = [...byChecks, ...personChoices(practice)];
  const all = (list: readonly LensChoice[]) => list.map(({ id }) => id).join(' && ');
  const worst: LensRisk = practice.risk === 'High' ? 'HIGH_RISK' : 'MEDIUM_RISK';
  const half = byChecks.length > 0 && worst === 'HIGH_RISK';
  const of = questions.find(({ id }) => id === practice.question);
  return {
    id: lensId(practice.id),
    title: cut(`${practice.id} ${practice.title}`, longest.title),
    description: `A part of ${practice.question}: ${of?.title ?? ''} Select what holds; Faultline's report has the evidence.`,
    choices,
    riskRules: [
      { condition: all(choices), risk: 'NO_RISK' },
      ...(half ? [{ condition: all(byChecks), risk: 'MEDIUM_RISK' as const }] : []),
      { condition: 'default', risk: worst },
    ],
  };
}

/** A custom lens of eleven questions, one for each best practice: its checks by layer, and what only people can say. */
export function customLens(checks: readonly CheckMetadata[]): Lens {
  return {
    schemaVersion: '2021-11-01',
    name: 'Faultline: interactions of distributed systems',
    description:
      'The eleven best practices of REL04 and REL05, each as a question of its own: what the checks of Faultline find in code and infrastructure, and what only people can say.',
    pillars: [
      {
        id: 'reliability',
        name: 'Reliability',
        questions: bestPractices.map((practice) => question(practice, checks)),
      },
    ],
  };
}
