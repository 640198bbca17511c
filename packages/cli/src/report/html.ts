import { createHash } from 'node:crypto';
import type { Results } from '@faultline/catalog';
import type { Format, RenderOptions } from './format.js';
import { bestPracticeSection } from './html/best-practice.js';
import { contextFor } from './html/context.js';
import { controls } from './html/controls.js';
import { repairFirst } from './html/first.js';
import { gate } from './html/gate.js';
import { favicon, iconSheet, logo } from './html/icons.js';
import { matrix } from './html/matrix.js';
import { maturity } from './html/maturity.js';
import { figures, incompleteBanner, scope, verdictSentence } from './html/scope.js';
import { packages } from './html/packages.js';
import { provenance } from './html/provenance.js';
import { runningHead } from './html/style/running-head.js';
import { script } from './html/script.js';
import { styles } from './html/styles.js';
import { suppressions } from './html/suppressions.js';
import { html as template, raw } from './html/template.js';
import { trend } from './html/trend.js';
import { workload } from './html/workload.js';

const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, and only this style sheet and this script run, even if a name got through unescaped. */
const policy = (style: string): string =>
  [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/**
 * The page, from the whole to the single place. Its parts leave themselves out when they have nothing to show; what
 * speaks of the workload as a whole, such as a picture of its dependencies, belongs before the listing.
 */
function render(results: Results, options: RenderOptions): string {
  const context = contextFor(results, options);
  const sentence = verdictSentence(context);
  const day = (results.date ?? results.run?.date)?.slice(0, 10);
  const style = styles + runningHead(results);
  const page = template`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${sentence} - Faultline report</title>
<link rel="icon" href="${favicon}">
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#matrix">Skip to the best practices</a>
${iconSheet}
<div class="page">
<header>
<p class="brand">${logo}<span><strong>Faultline</strong> reliability report${day && template` of <time datetime="${day}">${day}</time>`}</span></p>
<h1>${sentence}${!results.complete && ', scan incomplete'}</h1>
<p class="lead">Source code and infrastructure judged against the best practices of the AWS Well-Architected Framework for interactions in distributed systems (REL04 and REL05).</p>
${provenance(context)}
${figures(context)}
</header>
<main>
${incompleteBanner(context)}
${gate(context)}
${repairFirst(context)}
${matrix(context)}
${trend(context)}
${packages(context)}
${maturity(context)}
<div class="listing">
${controls(context)}
${results.bestPractices.map((practice) => bestPracticeSection(practice, context))}
${suppressions(context)}
</div>
${workload(context)}
${scope(context)}
</main>
<footer><p>Made by Faultline ${results.tool.version} from source code, templates and the answers of people. What could not be decided is listed as undetermined and counts neither as a fault nor as a pass.</p></footer>
</div>
<script>${raw(script)}</script>
</body>
</html>
`;
  return page.text;
}

/** One page that needs nothing else: no network, no JavaScript, light and dark, made to be printed as well. */
export const html: Format = { name: 'html', extension: 'html', mimeType: 'text/html', render };
