type Version = readonly [number, number, number];

/** Reads `1.2.3`, `1.2`, `v1`, `1.2.3-beta.1`; undefined when it is no version. */
function parse(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)] : undefined;
}

function isBefore(a: Version, b: Version): boolean {
  const [major, minor, patch] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return (major || minor || patch) < 0;
}

/**
 * Whether a version lies in a range written with `>=`, `<`, blanks and `||`.
 * Pre-releases count as their release. Throws a RangeError on any other range, since ranges are our own data.
 */
export function isInRange(version: string, range: string): boolean {
  const parsed = parse(version);
  return (
    parsed !== undefined &&
    range.split('||').some((part) =>
      part
        .trim()
        .split(/\s+/)
        .every((term) => {
          const match = /^(>=|<)(\d.*)$/.exec(term);
          const limit = parse(match?.[2] ?? '');
          if (!match || !limit) throw new RangeError(`"${term}" is not a limit of the kind >=1.2.3 or <1.2.3`);
          return match[1] === '<' ? isBefore(parsed, limit) : !isBefore(parsed, limit);
        }),
    )
  );
}
