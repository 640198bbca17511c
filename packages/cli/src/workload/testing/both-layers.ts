import { joined, type ProjectFiles } from './join-project.js';

/** A template of functions, as `Name: properties`, and of other resources. */
export const sam = (
  functions: Readonly<Record<string, string>>,
  more = '',
): string => `Transform: AWS::Serverless-2016-10-31
Resources:
${Object.entries(functions)
  .map(
    ([name, properties]) =>
      `  ${name}: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x, CodeUri: src, ${properties} } }\n`,
  )
  .join('')}${more}`;

const names = ['a', 'b', 'c', 'd'];

/** One function for each file `src/a.ts`, `src/b.js` and so on, with the same properties. */
export const each = (properties: string, prefix = 'F'): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`${prefix}${name}`, `Handler: ${name}.handler, ${properties}`]));

/** What checks say of a project, as `a.ts check status 60 of 30` or with the id of a resource, in order. */
export async function said(files: ProjectFiles, ...checks: readonly string[]): Promise<readonly string[]> {
  const { verdicts } = await joined(files, ...checks);
  return verdicts
    .map(({ check, status, location, resource, evidence: { total, limit } = {} }) => {
      const place = location?.file === 'template.yaml' ? resource?.logicalId : location?.file.replace('src/', '');
      const arithmetic = total === undefined ? '' : ` ${String(total)} of ${String(limit)}`;
      return `${place} ${check} ${status}${arithmetic}`;
    })
    .toSorted();
}

/** Edges of a project as `from -> to mode VARIABLE`. */
export async function edgesOf(files: ProjectFiles): Promise<readonly string[]> {
  const { dependencies } = await joined(files, 'lambda-timeout');
  const short = (id: string) => id.replace(/^.*#/, '');
  return dependencies.edges.map(
    ({ from, to, mode, environment }) =>
      `${short(from)} -> ${short(to)} ${mode}${environment ? ` ${environment}` : ''}`,
  );
}
