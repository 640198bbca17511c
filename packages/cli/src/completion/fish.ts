import { placed, type CommandShape, type OptionShape, type PlacedCommand } from './command-shape.js';

/** Completion for fish. */
export function fishScript(program: CommandShape): string {
  const lines = placed(program).flatMap((one) => linesOf(one, program.name));
  return `${lines.join('\n')}\n`;
}

/** A text as one word of fish, where only these two mean something between single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** True in fish where the command is the innermost one on the line. */
function condition({ way, command }: PlacedCommand): string {
  if (way === '') return '__fish_use_subcommand';
  const seen = way.split(' ').map((name) => `__fish_seen_subcommand_from ${name}`);
  const inner = command.commands.map(({ name }) => name).join(' ');
  return [...seen, ...(inner === '' ? [] : [`not __fish_seen_subcommand_from ${inner}`])].join('; and ');
}

function linesOf(one: PlacedCommand, program: string): string[] {
  const { command } = one;
  const start = `complete -c ${program} -n ${quoted(condition(one))}`;
  const words = command.commands.map(({ name, description }) => `${start} -f -a ${name} -d ${quoted(description)}`);
  const values = command.values.length === 0 ? [] : [`${start} -f -a ${quoted(command.values.join(' '))}`];
  return [...words, ...values, ...command.options.map((option) => `${start} ${optionLine(option)}`)];
}

function optionLine({ names, description, takesValue, values }: OptionShape): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = values.length > 0 ? [`-x -a ${quoted(values.join(' '))}`] : takesValue ? ['-r'] : [];
  return [...flags, ...value, `-d ${quoted(description)}`].join(' ');
}
