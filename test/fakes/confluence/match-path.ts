/** What the placeholders of a pattern such as "/pages/{id}" stand for in a path; undefined when it is another path. */
export function matchPath(pattern: string, path: string): string[] | undefined {
  const expected = pattern.split("/");
  const parts = path.split("/");
  if (expected.length !== parts.length) return undefined;
  const ids: string[] = [];
  for (const [index, want] of expected.entries()) {
    const part = parts[index] ?? "";
    if (want.startsWith("{")) {
      if (part === "") return undefined;
      ids.push(decoded(part));
    } else if (want !== part) return undefined;
  }
  return ids;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
