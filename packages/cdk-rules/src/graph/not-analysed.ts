import { LIMITS } from '../limits.js';
import type { JsonPath, TemplateDocument } from '../template/document.js';
import type { ResourceGraph } from './graph.js';

/** What could not be analysed, as it comes up: when templates are read, and when values are resolved. */
export class NotAnalysed {
  readonly entries: ResourceGraph['notAnalysed'][number][] = [];
  private readonly told = new Map<TemplateDocument, Set<string>>();

  report(document: TemplateDocument, path: JsonPath, reason: string): void {
    this.entries.push({ document, path, reason });
  }

  /** Tells once of a value that is more than is resolved; after many in one template the rest is summed up. */
  beyondLimits(document: TemplateDocument, path: JsonPath, reason: string): void {
    let told = this.told.get(document);
    if (!told) this.told.set(document, (told = new Set()));
    if (told.size > LIMITS.toldValues || told.has(path.join('\0'))) return;
    told.add(path.join('\0'));
    if (told.size > LIMITS.toldValues) this.report(document, [], 'More values of this template were not resolved.');
    else this.report(document, path, `This was not resolved, since ${reason}.`);
  }
}
