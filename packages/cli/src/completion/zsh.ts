import { stepsInto } from './bash.js';
import { placed, quoted, type CommandShape, type PlacedCommand } from './command-shape.js';

/** Completion for zsh, to be sourced or to stand as `_faultline` in a folder of `$fpath`. */
export function zshScript(program: CommandShape): string {
  const all = placed(program);
  return `#compdef ${program.name}
_${program.name}() {
  local way= one before=\${words[CURRENT-1]}
  for one in "\${(@)words[2,CURRENT-1]}"; do
    case "$way:$one" in
      (${stepsInto(all).join('|')}) way="\${way:+$way }$one" ;;
    esac
  done
  case "$way:$before" in
${all.flatMap(optionValues).join('\n')}
  esac
  local -a options names
  case "$way" in
${all.map(wordsOf).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then _describe -o option options
  elif (( \${#names} )); then _describe word names
  else _files
  fi
}
if [[ \${funcstack[1]} == _${program.name} ]]; then _${program.name} "$@"
else compdef _${program.name} ${program.name}
fi
`;
}

function optionValues({ way, command }: PlacedCommand): string[] {
  return command.options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, values }) => {
      const pattern = names.map((name) => quoted(`${way}:${name}`)).join('|');
      const found = values.length === 0 ? '_files' : `compadd -- ${values.map(quoted).join(' ')}`;
      return `    (${pattern}) ${found}; return ;;`;
    });
}

/** A word and what it stands for, as _describe takes them: the first colon parts them. */
function described(word: string, description: string): string {
  return quoted(description === '' ? word : `${word.replaceAll(':', '\\:')}:${description}`);
}

function wordsOf({ way, command }: PlacedCommand): string {
  const options = command.options.flatMap(({ names, description }) =>
    names.map((name) => described(name, description)),
  );
  const names = [
    ...command.commands.map(({ name, description }) => described(name, description)),
    ...command.values.map((value) => described(value, '')),
  ];
  return `    (${quoted(way)}) options=(${options.join(' ')}) names=(${names.join(' ')}) ;;`;
}
