import { bestPractice, type CheckMetadata, type Severity } from '@faultline/catalog';
import type { ReportingDescriptor } from 'sarif';

/** GitHub's words for the severity of a rule that is not about security; `security-severity` would make it one. */
const problemSeverities: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** The longest description that GitHub takes. */
const longestDescription = 1024;

/** A check as a SARIF rule; GitHub refuses rules without `help.text`. */
export function sarifRule(check: CheckMetadata): ReportingDescriptor {
  const practice = bestPractice(check.bestPractice);
  const sources = check.sources.map(({ title, url }) => `- [${title}](${url})`);
  return {
    id: check.name,
    name: check.name,
    shortDescription: { text: check.title.slice(0, longestDescription) },
    fullDescription: { text: check.why.slice(0, longestDescription) },
    help: {
      text: `${check.why}\n\nHow to fix: ${check.fix}\n\n${practice.id} ${practice.title}: ${practice.url}`,
      markdown: [
        check.why,
        `**How to fix.** ${check.fix}`,
        `**${practice.id}** [${practice.title}](${practice.url}), risk ${practice.risk}`,
        ...(sources.length > 0 ? [`**Sources**\n\n${sources.join('\n')}`] : []),
      ].join('\n\n'),
    },
    helpUri: practice.url,
    defaultConfiguration: { level: check.severity },
    properties: {
      tags: ['reliability', check.bestPractice, check.layer],
      precision: check.precision,
      'problem.severity': problemSeverities[check.severity],
    },
  };
}
