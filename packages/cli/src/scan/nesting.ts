const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** Words behind which the rest of a statement is part of what they begin. */
const prefixes = words(
  'await case delete do extends for if infer keyof new readonly return typeof unique void while with yield',
);
/** Words that go on with what stands before them, also on a line of their own. */
const continuations = words('as catch else extends finally implements in instanceof is of satisfies');

/** What a bracket counts for beside an operator, by what parsers and checks need of the stack for it. */
const bracketLevels = 5;

// Parts of the text whose inside counts for nothing. Sticky: they are looked for where they begin.
const comment = /\/\/.*|\/\*[^]*?(?:\*\/|$)/y;
const quoted = /'(?:[^'\\\n]|\\[^])*'?|"(?:[^"\\\n]|\\[^])*"?/y;
const regularExpression = /\/(?:[^\\/\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
const restOfLine = /.*/y;
const templateText = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{|$)/y;

const isBlank = (char: number): boolean => char === 32 || (char > 8 && char < 14);
const isWord = (char: number): boolean =>
  (char > 96 && char < 123) || // a-z
  (char > 62 && char < 91 && char !== 63) || // @A-Z
  (char > 47 && char < 58) || // 0-9
  (char > 34 && char < 37) || // #$
  char === 95 ||
  char > 127;

/**
 * How deeply the syntax of a text is nested, at most and roughly: brackets, operators and prefixing words within one
 * statement. It tells before parsing what a parser may have no stack for; one that is not written in JavaScript ends the
 * whole process then.
 */
export function nestingOf(text: string): number {
  /** Levels outside of each bracket that is open, and whether it stands in a template. */
  const opened: { readonly levels: number; readonly isTemplate: boolean }[] = [];
  let [levels, most, beforeSemicolon] = [0, 0, 0];
  /** The last character that counts, and the word that it ends. */
  let [before, wordBefore] = ['', ''];
  let isNewLine = false;
  /** Where a line ends on which one regular expression that was begun has no end. */
  let withoutRegularExpression = 0;
  const behind = (part: RegExp, from: number): number => {
    part.lastIndex = from;
    return part.test(text) ? part.lastIndex : from;
  };
  const outside = (): number => opened.at(-1)?.levels ?? 0;
  const open = (isTemplate: boolean): void => {
    opened.push({ levels, isTemplate });
    levels += bracketLevels;
  };
  /** Goes over the text of a template to its end or to what is put into it. */
  const overTemplate = (from: number): number => {
    const end = behind(templateText, from);
    if (text[end - 1] === '{') open(true);
    return end;
  };
  for (let index = 0; index < text.length;) {
    const code = text.charCodeAt(index);
    if (isBlank(code)) {
      isNewLine ||= code === 10;
      index += 1;
      continue;
    }
    const char = text[index] as string;
    const start = index;
    let word = '';
    index += 1;
    if (isWord(code)) {
      while (index < text.length && isWord(text.charCodeAt(index))) index += 1;
      word = index - start < 12 ? text.slice(start, index) : ' ';
      if (word === 'else') levels = Math.max(levels, beforeSemicolon) + 1;
      else if (endsStatement(before, wordBefore, word, isNewLine)) levels = outside();
      if (prefixes.has(word)) levels += 1;
    } else if (char === "'" || char === '"') index = behind(quoted, start);
    else if (char === '`') index = overTemplate(index);
    else if (char === '(' || char === '[' || char === '{') open(false);
    else if (char === ')' || char === ']' || char === '}') {
      const last = opened.pop();
      levels = last?.levels ?? 0;
      if (last?.isTemplate) index = overTemplate(index);
    } else if (char === ';' || char === ',') {
      beforeSemicolon = levels;
      levels = outside();
    } else if (char === '/') {
      index = behind(comment, start);
      if (index > start) continue;
      if (start >= withoutRegularExpression && (!/[\w$)\]}'"`]/.test(before) || prefixes.has(wordBefore))) {
        index = behind(regularExpression, start);
        if (index === start) withoutRegularExpression = behind(restOfLine, start);
      }
      if (index === start) index += 1;
      levels += 1;
    } else levels += 1;
    most = Math.max(most, levels);
    [before, wordBefore, isNewLine] = [char, word, false];
  }
  return most;
}

/** True where a word begins a statement, though no semicolon stands before it. */
function endsStatement(before: string, wordBefore: string, word: string, isNewLine: boolean): boolean {
  if (continuations.has(word) || prefixes.has(wordBefore)) return false;
  return before === '}' || (isNewLine && /[\w$)\]'"`]/.test(before));
}
