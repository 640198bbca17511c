import { badgeStyle } from './style/badge.js';
import { baseStyle } from './style/base.js';
import { firstStyle } from './style/first.js';
import { filtersStyle } from './style/filters.js';
import { headStyle } from './style/head.js';
import { listingStyle } from './style/listing.js';
import { matrixStyle } from './style/matrix.js';
import { maturityStyle } from './style/maturity.js';
import { printStyle } from './style/print.js';
import { trendStyle } from './style/trend.js';

/** The one style sheet of the page; paper comes last, since it overrides the rest. */
export const styles = [
  baseStyle,
  headStyle,
  badgeStyle,
  matrixStyle,
  trendStyle,
  maturityStyle,
  filtersStyle,
  listingStyle,
  firstStyle,
  printStyle,
].join('');
