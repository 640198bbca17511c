import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { largeFile, tryReadText } from '@faultline/catalog/files';
import { z } from 'zod';
import { packageFolder } from '../../version.js';

/** The program that records what functions are made from, for `node --require`. */
export const recorder = fileURLToPath(new URL('preload/record-function-code.cjs', packageFolder));

const codeSchema = z.object({
  construct: z.string(),
  kind: z.enum(['asset', 'image', 'bucket', 'inline']),
  /** Folder or package of the code; of an image the folder that it is built from. Absolute. */
  path: z.string().optional(),
  /** Of an image: name of its Dockerfile. */
  file: z.string().optional(),
  /** The module that is bundled. Absolute. */
  entry: z.string().optional(),
  /** Of an image: what the function starts in place of what its Dockerfile says. */
  command: z.array(z.string()).readonly().optional(),
  entrypoint: z.array(z.string()).readonly().optional(),
  folder: z.string().optional(),
  /** Of an object in a bucket. */
  key: z.string().optional(),
  /** What is named as code is not there, and something empty was taken in its place. */
  isMissing: z.boolean().optional(),
});
const imageSchema = z.object({ image: z.string(), path: z.string(), file: z.string().optional() });
const missingSchema = z.object({ missing: z.string(), construct: z.string() });

/** What the code of one function is made from, as its CDK app told while it ran. */
export type RecordedCode = Readonly<z.infer<typeof codeSchema>>;

/** An image that an app is deployed with: its tag, and the folder that it is built from. */
export type RecordedImage = Readonly<z.infer<typeof imageSchema>>;

/** What an app names and does without: a path that is not there, or a command that was not run. */
export type MissingPart = Readonly<z.infer<typeof missingSchema>>;

/** What a CDK app told while it ran. */
export interface Recording {
  /** By construct path of the function. */
  readonly codes: ReadonlyMap<string, RecordedCode>;
  readonly images: readonly RecordedImage[];
  readonly missing: readonly MissingPart[];
}

/** Reads what an app told; nothing where it could not be recorded. */
export function readRecording(file: string): Recording {
  const codes = new Map<string, RecordedCode>();
  const images: RecordedImage[] = [];
  const missing: MissingPart[] = [];
  const lines = existsSync(file) ? (tryReadText(file, { maxBytes: largeFile }) ?? '').split('\n') : [];
  for (const line of lines) {
    const entry = parsed(line);
    const part = missingSchema.safeParse(entry);
    const image = imageSchema.safeParse(entry);
    const code = codeSchema.safeParse(entry);
    if (part.success) missing.push(part.data);
    else if (image.success) images.push(image.data);
    else if (code.success) codes.set(code.data.construct, code.data);
  }
  return { codes, images, missing };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
