/**
 * A helper for tests of one's own checks, under any runner: `faultline/checks/testing`.
 * @module
 */
import { join } from 'node:path';
import { buildGraph, judge, readTemplate } from '@faultline/cdk-rules/analysis';
import type { Judgement } from '@faultline/catalog';
import { locate } from '../scan/resource-verdicts.js';
import { sourceProject } from '../workload/source-project.js';
import type { OwnCheckDefinition } from './definition.js';
import { judgeByOwnChecks } from './judge-code.js';
import { resourceRule } from './resource-rule.js';
import { faultOfDefinition } from './validate.js';

/** What a check said of a place. */
export interface Tried {
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  readonly status: Judgement;
  readonly message: string;
}

/**
 * Judges files that are given as text by a check, with the imports between them followed.
 * @param files texts by relative path: source files for a check of code, templates for one of infrastructure
 * @throws {TypeError} where the check is wrong, and what the check throws
 */
export function tryCheck(check: OwnCheckDefinition, files: Readonly<Record<string, string>>): Tried[] {
  const fault = faultOfDefinition(check);
  if (fault !== undefined) throw new TypeError(fault);
  return check.layer === 'code' ? inCode(check, files) : inTemplates(check, files);
}

function inCode(check: OwnCheckDefinition & { layer: 'code' }, files: Readonly<Record<string, string>>): Tried[] {
  const root = join(process.cwd(), 'faultline-try');
  const texts = new Map(Object.entries(files).map(([path, text]) => [join(root, path), text]));
  const { engine } = sourceProject({ root, repository: root, files: [...texts.keys()], settings: {}, texts });
  return Object.keys(files).flatMap((path) => {
    const judged = judgeByOwnChecks(engine, join(root, path), [check]);
    if (!judged) throw new TypeError(`${path} cannot be parsed`);
    for (const { thrown } of judged.failed) throw thrown;
    return judged.sites.map(({ start, verdict: { status, message } }) => ({
      file: path,
      line: start.line,
      status,
      message,
    }));
  });
}

function inTemplates(
  check: OwnCheckDefinition & { layer: 'infrastructure' },
  files: Readonly<Record<string, string>>,
): Tried[] {
  const graph = buildGraph(Object.entries(files).map(([path, text]) => readTemplate({ path, text })));
  const { findings, failures } = judge(graph, () => true, [resourceRule(check)]);
  for (const { error } of failures) throw error;
  return findings.map(({ resource, property, status, message }) => ({
    file: resource.document.input.path,
    line: locate(resource, property)?.line ?? 1,
    status,
    message,
  }));
}
