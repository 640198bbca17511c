import type { Source } from '@faultline/code-analysis';
import jsTokens from 'js-tokens';

type Token = NonNullable<Source['ast']['tokens']>[number];

/** Types of tokens as typescript-eslint calls them; all others go by the name that js-tokens gives them. */
const types: Readonly<Record<string, string>> = {
  StringLiteral: 'String',
  NumericLiteral: 'Numeric',
  NoSubstitutionTemplate: 'Template',
  TemplateHead: 'Template',
  TemplateMiddle: 'Template',
  TemplateTail: 'Template',
};
const noToken = /^(?:WhiteSpace|LineTerminatorSequence|.*Comment)$/;

/** The tokens of a text without comments and blanks, in their order. */
export function tokensOf(text: string, hasJsx: boolean): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (const { type, value } of jsTokens(text, { jsx: hasJsx })) {
    const end = start + value.length;
    if (!noToken.test(type)) {
      for (const one of parts(type, value))
        tokens.push({ type: types[type] ?? type, value: one, range: [start, end] } as unknown as Token);
    }
    start = end;
  }
  return tokens;
}

/** typescript-eslint names a private member without its mark, and closes lists of types one by one. */
function parts(type: string, value: string): readonly string[] {
  if (type === 'PrivateIdentifier') return [value.slice(1)];
  return /^>{2,3}$/.test(value) ? [...value] : [value];
}
