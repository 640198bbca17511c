/** The value, in tests that rest on its being there. */
export function defined<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error('A value that the test rests on is missing');
  return value;
}
