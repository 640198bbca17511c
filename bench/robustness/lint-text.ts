import { Linter } from 'eslint';
import faultline from 'eslint-plugin-faultline';
import { decodeFault } from 'eslint-plugin-faultline/audit';
import { parser as typescript } from 'typescript-eslint';

/** What came of judging a text by all checks in ESLint. */
export interface Linted {
  /** False for what the parser refuses. */
  readonly isParsed: boolean;
  /** What checks, or ESLint itself, threw. */
  readonly faults: readonly string[];
  readonly reports: number;
}

const linter = new Linter({ cwd: '/' });
const isTyped = /\.[cm]?tsx?$/;

/** As modules first, and as scripts where that is refused: repositories of plain JavaScript have both. */
const sourceTypes = ['module', 'commonjs'] as const;

/** Judges a text by the strict preset, plain JavaScript under ESLint's own parser. */
export function lintText(text: string, filename: string): Linted {
  let result: Linted = { isParsed: false, faults: [], reports: 0 };
  for (const sourceType of sourceTypes) {
    result = lintAs(sourceType, text, filename);
    if (result.isParsed) break;
  }
  return result;
}

function lintAs(sourceType: (typeof sourceTypes)[number], text: string, filename: string): Linted {
  const config: Linter.Config[] = [
    {
      files: ['**/*'],
      languageOptions: {
        sourceType,
        parserOptions: { ecmaFeatures: { jsx: filename.endsWith('x') || !isTyped.test(filename) } },
        ...(isTyped.test(filename) && { parser: typescript }),
      },
      settings: { faultline: { audit: true } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
    faultline.configs.strict,
  ];
  try {
    const messages = linter.verify(text, config, { filename, allowInlineConfig: false });
    return {
      isParsed: !messages.some(({ fatal }) => fatal),
      faults: messages.flatMap(({ ruleId, message }) => {
        const fault = decodeFault(message);
        return fault ? `${ruleId}: ${fault.thrown}` : [];
      }),
      reports: messages.length,
    };
  } catch (error) {
    return {
      isParsed: true,
      faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      reports: 0,
    };
  }
}
