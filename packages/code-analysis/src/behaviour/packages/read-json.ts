import { largeFile, readText } from '@faultline/catalog/files';

/** The object that a file of JSON holds; undefined for a file that is missing, broken or something else. */
export function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(readText(file, { maxBytes: largeFile })));
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
