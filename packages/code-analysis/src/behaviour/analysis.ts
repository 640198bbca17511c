import type { Asked, Engine } from '../questions/engine.js';
import { textOfFile } from '../questions/files.js';
import type { Settings } from '../settings.js';
import { limits } from '../syntax/limits.js';
import type { Source } from '../syntax/source.js';
import { collectFacts, type Analysis } from './collect.js';
import { FileContext } from './context.js';

/** What was read off the trees of files under one engine. */
interface Kept {
  /** With what other files have to say. */
  readonly joined: Map<string, Analysis>;
  /** As if there were no other files. */
  readonly alone: Map<string, Analysis>;
}

const keptBy = new WeakMap<Engine, Kept>();

function keptOf(engine: Engine): Kept {
  let kept = keptBy.get(engine);
  if (!kept) keptBy.set(engine, (kept = { joined: new Map(), alone: new Map() }));
  return kept;
}

/**
 * The analysis of a file of the project; undefined when it cannot be read or parsed.
 * It holds syntax nodes, so it is no answer of a question: it is kept as long as all that it asked holds.
 */
export function analysisOf(engine: Engine, file: string): Analysis | undefined {
  const { joined } = keptOf(engine);
  const text = engine.ask(textOfFile, file);
  const known = joined.get(file);
  const same = known?.file.source.text === text ? known : undefined;
  if (same && engine.stillAnswers(same.file.asked)) return same;
  joined.delete(file);
  const source = same?.file.source ?? engine.project.source(file);
  return source && analyzeSource(engine, source, engine.project.settings, file);
}

/** The analysis of a source that the host has parsed. */
export function analyzeSource(engine: Engine, source: Source, settings: Settings, file: string): Analysis {
  const { joined } = keptOf(engine);
  const analysis = collectFacts(new FileContext(source, settings, file, engine));
  keep(joined, file, analysis);
  return analysis;
}

/** What was asked of other files for what was found of a file; undefined where that is not kept any longer. */
export function askedOf(engine: Engine, file: string): readonly Asked[] | undefined {
  return keptOf(engine).joined.get(file)?.file.asked;
}

/** Forgets what was found of a file. */
export function forgetAnalysis(engine: Engine, file: string): void {
  const { joined, alone } = keptOf(engine);
  joined.delete(file);
  alone.delete(file);
}

/** The analysis of a file by itself: what it leaves to other files is told and not followed. */
export function analysisAlone(engine: Engine, file: string): Analysis | undefined {
  const { alone, joined } = keptOf(engine);
  const text = engine.ask(textOfFile, file);
  const known = alone.get(file);
  const parsed = [joined.get(file), known].map((one) => one?.file.source).find((source) => source?.text === text);
  const source = parsed ?? engine.project.source(file);
  if (!source || known?.file.source === source) return known;
  const analysis = collectFacts(new FileContext(source, engine.project.settings, file));
  keep(alone, file, analysis);
  return analysis;
}

function keep(kept: Map<string, Analysis>, file: string, analysis: Analysis): void {
  kept.delete(file);
  kept.set(file, analysis);
  const [oldest] = kept.keys();
  if (kept.size > limits.trees && oldest !== undefined) kept.delete(oldest);
}
