type Version = readonly [number, number, number];

/** Reads `1.2.3`, `1.2`, `v1`, `1.2.3-beta.1`; undefined when it is no version. */
function parse(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)] : undefined;
}

function isBefore(a: Version, b: Version): boolean {
  const place = [0, 1, 2].find((i) => a[i] !== b[i]);
  return place !== undefined && a[place]! < b[place]!;
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
          const limit = match && parse(match[2]!);
          if (!match || !limit) throw new RangeError(`"${term}" is not a limit of the kind >=1.2.3 or <1.2.3`);
          return match[1] === '<' ? isBefore(parsed, limit) : !isBefore(parsed, limit);
        }),
    )
  );
}
