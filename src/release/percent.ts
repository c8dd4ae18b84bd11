/** Decodes what can be decoded, stretch by stretch: one bad escape must not hide the others. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/giu, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
