/** One request as the server saw it. `path` starts with "/v1" and has no query. */
export interface RecordedRequest {
  n: number;
  method: string;
  path: string;
  query: Record<string, string[]>;
  body: unknown;
  /** The status answered; 0 when the socket was cut before any answer. */
  status: number;
  /** The fault that hit this request, if one did. */
  fault?: string;
  /** The server's clock when the request came in. */
  at: number;
}
