import type { EvidenceValue, Verdict } from '@faultline/catalog';
import { shorten } from '../source-line.js';
import { html, type Content } from './template.js';

/** The longest value of a piece of evidence. */
const longest = 120;

/** `connectionTimeout` as `connection timeout`. */
function words(key: string): string {
  return key.replace(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

/** A value as people write it: lists with commas, `level client` for parts of an object; empty where there is none. */
function valueText(value: EvidenceValue): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return (value as readonly EvidenceValue[]).map(valueText).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, part]) => `${words(key)} ${valueText(part)}`)
    .join(', ');
}

/** What a verdict rests on, as a list of names and values. */
export function evidence(verdict: Verdict): Content {
  const entries = Object.entries(verdict.evidence ?? {})
    .map(([key, value]) => [words(key), shorten(valueText(value), longest)] as const)
    .filter(([, text]) => text !== '');
  if (entries.length === 0) return undefined;
  return html`<ul class="facts">
    ${entries.map(([key, text]) => html`<li><span class="key">${key}</span> <span class="value">${text}</span></li>`)}
  </ul>`;
}
