import type { Command, Option } from 'commander';

/** An option, as far as a shell completes it. */
export interface OptionShape {
  /** With the dashes, such as `-o` and `--output`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** What it may be set to; empty where that is a file or anybody's guess. */
  readonly values: readonly string[];
}

/** A command, as far as a shell completes it. */
export interface CommandShape {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionShape[];
  readonly commands: readonly CommandShape[];
  /** What its first argument may be; empty where that is a file or there is none. */
  readonly values: readonly string[];
}

/** Values that commander does not check itself, by the long name of an option or by `command argument`. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** Reads what can be completed off the commands themselves, so that no list of them is kept twice. */
export function shapeOf(command: Command, known: KnownValues): CommandShape {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.summary() || command.description(),
    options: [...command.options.filter(({ hidden }) => !hidden).map((option) => optionShape(option, known)), help],
    commands: command.commands.map((inner) => shapeOf(inner, known)),
    values: argument?.argChoices ?? known[`${command.name()} ${argument?.name() ?? ''}`] ?? [],
  };
}

const help: OptionShape = {
  names: ['-h', '--help'],
  description: 'display help for command',
  takesValue: false,
  values: [],
};

function optionShape({ short, long, description, required, optional, argChoices }: Option, known: KnownValues) {
  return {
    names: [short, long].filter((name) => name !== undefined),
    description,
    takesValue: required || optional,
    values: argChoices ?? known[long ?? ''] ?? [],
  };
}

/** A command with the names of those that it stands in, such as `baseline create`; empty for the program itself. */
export interface PlacedCommand {
  readonly way: string;
  readonly command: CommandShape;
}

/** The program and all its commands, outer ones first. */
export function placed(command: CommandShape, way = ''): PlacedCommand[] {
  return [
    { way, command },
    ...command.commands.flatMap((inner) => placed(inner, way === '' ? inner.name : `${way} ${inner.name}`)),
  ];
}

/** A text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
