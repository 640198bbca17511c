import type { Severity } from '@faultline/catalog';
import picocolors from 'picocolors';
import type { RenderOptions } from './format.js';
import type { Standing } from './summary.js';

type Paint = (text: string) => string;

/** The signs and colours of the terminal. Every colour comes with a sign or a word, so that nothing rests on it alone. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly underline: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly standing: Readonly<Record<Standing, { readonly sign: string; readonly paint: Paint }>>;
  readonly signs: { readonly fail: string; readonly pass: string; readonly open: string; readonly dot: string };
  readonly repair: string;
  readonly rule: string;
  readonly ellipsis: string;
  /** Columns to fill. */
  readonly width: number;
}

/** Lines longer than this are hard to read, however wide the terminal is. */
const widest = 110;
const narrowest = 70;

/** The style that the terminal can show. */
export function styleFor(options: RenderOptions): Style {
  const colors = picocolors.createColors(options.color);
  const { unicode } = options;
  const signs = unicode ? { fail: '✖', pass: '✔', open: '?', dot: '·' } : { fail: 'x', pass: '+', open: '?', dot: '-' };
  return {
    bold: colors.bold,
    dim: colors.dim,
    underline: colors.underline,
    severity: { error: colors.red, warning: colors.yellow, note: colors.blue },
    standing: {
      'at-risk': { sign: signs.fail, paint: colors.red },
      met: { sign: signs.pass, paint: colors.green },
      attested: { sign: signs.pass, paint: colors.green },
      undetermined: { sign: signs.open, paint: colors.yellow },
      'not-applicable': { sign: signs.dot, paint: colors.dim },
      'not-checked': { sign: signs.dot, paint: colors.dim },
    },
    signs,
    repair: unicode ? '→' : '>',
    rule: unicode ? '─' : '-',
    ellipsis: unicode ? '…' : '...',
    width: Math.max(narrowest, Math.min(options.width, widest)),
  };
}
