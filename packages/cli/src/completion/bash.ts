import { placed, quoted, type CommandShape, type PlacedCommand } from './command-shape.js';

/** Completion for bash. Where it knows no words, bash completes files. */
export function bashScript(program: CommandShape): string {
  const all = placed(program);
  return `_${program.name}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} way= one
  for one in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$way:$one" in
      ${stepsInto(all).join('|')}) way="\${way:+$way }$one" ;;
    esac
  done
  case "$way:$before" in
${all.flatMap(optionValues).join('\n')}
  esac
  local options= words=
  case "$way" in
${all.map(wordsOf).join('\n')}
  esac
  [[ $word == -* ]] && words=$options
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o bashdefault -o default -F _${program.name} ${program.name}
`;
}

/** Patterns for the words that lead from a command into one that stands in it. */
export function stepsInto(all: readonly PlacedCommand[]): string[] {
  return all.flatMap(({ way, command }) => command.commands.map(({ name }) => quoted(`${way}:${name}`)));
}

function optionValues({ way, command }: PlacedCommand): string[] {
  return command.options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, values }) => {
      const pattern = names.map((name) => quoted(`${way}:${name}`)).join('|');
      const found = values.length === 0 ? '' : `COMPREPLY=($(compgen -W ${quoted(values.join(' '))} -- "$word")); `;
      return `    ${pattern}) ${found}return ;;`;
    });
}

function wordsOf({ way, command }: PlacedCommand): string {
  const options = command.options.flatMap(({ names }) => names).join(' ');
  const words = [...command.commands.map(({ name }) => name), ...command.values].join(' ');
  return `    ${quoted(way)}) options=${quoted(options)} words=${quoted(words)} ;;`;
}
