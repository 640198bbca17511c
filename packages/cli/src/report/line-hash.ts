/**
 * The identity that GitHub code scanning gives to a line of source, by which it knows an alert again. It is a hash of
 * the first hundred characters from the start of the line on, blanks left out, in 64 bits: the hash of what came before
 * times 37, plus the character. Lines with the same hash are numbered. (Described in github/codeql-action,
 * src/fingerprints.ts.)
 * @module
 */

/** Characters that one hash covers. */
const span = 100;
const multiplier = 37;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** Stands for the end of the file. */
const end = 0xffff;

const word = 2 ** 32;
/** What a character counts for when it leaves the span, in two halves of 32 bits; plain numbers hold their products. */
const leaving = BigInt.asUintN(64, BigInt(multiplier) ** BigInt(span));
const leavingHigh = Number(leaving / BigInt(word));
const leavingLow = Number(leaving % BigInt(word));

/** The characters that count, with one kind of line end, and where each line starts among them. */
function significant(text: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(text.length + 1);
  const starts = [0];
  let length = 0;
  let afterReturn = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const isPair = afterReturn && unit === lineFeed;
    afterReturn = unit === carriageReturn;
    if (isPair || unit === 0x20 || unit === 0x09) continue;
    const isLineEnd = unit === lineFeed || unit === carriageReturn;
    units[length++] = isLineEnd ? lineFeed : unit;
    if (isLineEnd) starts.push(length);
  }
  units[length++] = end;
  return { units: units.subarray(0, length), starts };
}

/** The hash of each line, as `<hexadecimal>:<how-manieth with this hash>`; that of line 1 comes first. */
export function lineHashes(text: string): string[] {
  const { units, starts } = significant(text);
  const seen = new Map<string, number>();
  const hashes: string[] = [];
  let high = 0;
  let low = 0;
  for (let index = 0; hashes.length < starts.length; index++) {
    const gone = units[index - span] ?? 0;
    const lowSum = multiplier * low + (units[index] ?? 0) - leavingLow * gone;
    const carry = Math.floor(lowSum / word);
    const highSum = multiplier * high - leavingHigh * gone + carry;
    low = lowSum - carry * word;
    high = highSum - Math.floor(highSum / word) * word;
    if (index !== (starts[hashes.length] ?? 0) + span - 1) continue;
    const hash = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    hashes.push(`${hash}:${occurrence}`);
  }
  return hashes;
}
