/** One request as the server saw it. `path` has no query and starts with "/wiki", at the gateway too. */
export interface RecordedRequest {
  n: number;
  method: string;
  path: string;
  query: Record<string, string[]>;
  body: unknown;
  headers: NodeJS.Dict<string | string[]>;
  /** Whether it came by the gateway's address. */
  viaGateway: boolean;
  /** The status answered; 0 when the socket was cut before any answer. */
  status: number;
  /** The fault that hit this request, if one did. */
  fault?: string;
  /** The server's clock when the request came in. */
  at: number;
}
